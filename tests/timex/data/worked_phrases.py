"""Sentences read by hand: what is a date in them, and what only looks like one.

An expression stands in brackets with its TIMEX3 value behind a bar, and its `mod` behind a blank; the value is empty
for what no calendar has. What stands outside of brackets is no expression. Unless a table says otherwise the sentences
are news of Tuesday 22 March 2022, which lies in week 12.
"""

NOTHING = [
    "He may go on if the rain stops.",
    "Sanna Lind may become mayor.",
    "Mrs May praised the choir.",
    "Judge April Moss sentenced the two men.",
    "June Falk sang and August Lindgren played.",
    "Mr. Winter and Ms. Summer won the raffle.",
    "The Employer may, at its discretion, end this agreement.",
    "To whom this may concern.",
    "She may, or may not, march.",
    "They sold information fripperies at the gate.",
    "Pre-qualification maybe helps.",
    "Soldiers march past the palace.",
    "It was the first school in the valley.",
    "This is the second most important port.",
    "Second, the plan is cheap.",
    "A minute amount of dust was found.",
    "Pay Corvo 2000 on demand.",
    "About 1000 people came.",
    "2000 people signed.",
    "498 soldiers were killed.",
    "It cost 1999 dollars and weighs 2022 kilos.",
    "Flight 1917 was cancelled.",
    "Room 2010 is closed.",
    "The wreck lies at 32° 34'S.",
    "The parcel number is 538400.",
    "See section 12.4 of the act.",
    "Version 3.2.1 is out.",
    "Mix 1/2 a cup with 10/12 of a spoon.",
    "The side won 24–17, drew 2-2 and lost 3-1.",
    "Call 555-0142 or 01632 960218.",
    "Read https://news.example.org/2022/03/05/item-2882015 first.",
    "Write to may.march@example.org.",
    "The file /2882015/a.txt is gone.",
    "Sun Foundry hired her.",
    "The Sunday Times printed the letter.",
    "The Friday Group is a bank.",
    "A quarter of the population fled.",
    "Spring water is sold here.",
    "Then he left, once and for all.",
    "The long-term plan was already known.",
]

WEEKDAYS = [
    "The march on [Sunday|2022-03-20] drew 2000 people.",
    "She resigned on [Tuesday|2022-03-22].",
    "The bridge was closed [Monday|2022-03-21].",
    "He said on [Wednesday|2022-03-16] that it had failed.",
    "The court will rule on [Friday|2022-03-25].",
    "The court is due to rule [Thursday|2022-03-24].",
    "They have until [Saturday|2022-03-26] to answer.",
    "A curfew runs to [Wednesday morning|2022-03-23TMO].",
    "The ship left [last Monday|2022-03-21].",
    "The ship left [last Tuesday|2022-03-15] and not sooner.",
    "It sails [next Friday|2022-03-25].",
    "The vote is [this Thursday|2022-03-24].",
    "It rained on [Sunday|2022-03-20] and on [Saturday|2022-03-19].",
    "He was arrested [late Monday|2022-03-21 END].",
    "She called [Sunday night|2022-03-20TNI].",
    "We met [Sunday at 9 a.m.|2022-03-20T09:00].",
    "The office was searched on [Monday, March 14|2022-03-14].",
    "It was signed on [Thursday, 10 March 2022|2022-03-10].",
]

# Which side of the day of publication a date lies on: what leaves no choice outweighs the nearer date.
SIDES = [
    "The ferry will return in [February|2023-02].",
    "The minister will open the bridge on [March 20|2023-03-20].",
    "They hope to finish by [February|2023-02].",
    "The lease runs until [January|2023-01].",
    "The mill closed in [April|2021-04].",
    "She resigned on [March 30|2021-03-30] after a vote.",
    "The mayor, elected in [April|2021-04], had promised to freeze rents.",
    "He was named chief executive in [May|2021-05].",
    "Sarn, who have not lost since [January|2022-01], travel to Dunmore on [Wednesday|2022-03-23].",
    "Groups plan a protest outside the bank on [Saturday|2022-03-26].",
    "It broke out shortly after [midnight on Monday|2022-03-21T00:00].",
    "He has been in jail since [April 2|2021-04-02].",
    "The board called an election for [April 5|2022-04-05].",
    "They signed a contract to build it in [May|2022-05].",
    "The company will redeem all preferred shares on [April 30|2022-04-30].",
    "The new rules come into force, and the mayor takes over in [May|2022-05].",
    "She faces a hearing on [Friday|2022-03-25].",
    "Voters go to the polls on [Sunday|2022-03-27].",
    "The launch was moved to [Thursday|2022-03-24].",
    "He flew to Oslo on [Thursday|2022-03-17].",
]

# Reports of money: what a quarter is called, and what it is held against.
REPORTS = [
    "Net for [the quarter|2021-Q4] ended [Dec. 31|2021-12-31] rose from that of [a year earlier|2020-Q4].",
    "In [the three months|P3M] ended [Dec. 31|2021-12-31] it lost what it had made [a year earlier|2020-Q4].",
    "In [the year|P1Y] ended [June 30|2021-06-30] it earned more than [a year earlier|2020].",
    "Sales rose in [the quarter|2021-Q4].",
    "Sales will fall in [the quarter|2022-Q1].",
    "Exports fell in [the first half|2021-H1].",
    "He scored in the first half.",
    "Prices rose 3% in [the 12 months|P12M] to [February|2022-02].",
    "At [year-end|2021 END] the bank had nine branches.",
    "By [year-end|2022 END] it will have ten.",
    "It was the fourth quarter of the game.",
]

# A narrative that has told no day: what is told of one is of any day, and has no bounds.
NO_DAY_TOLD = [
    "He rose at [6 a.m.|XXXX-XX-XXT06:00] and left on [Monday|XXXX-WXX-1].",
    "They dined in [the evening|XXXX-XX-XXTEV] and sang.",
    "[That night|XXXX-XX-XXTNI] it froze.",
    "[The next day|XXXX-XX-XX] she came back.",
    "The bell rang at [noon|XXXX-XX-XXT12:00].",
    "Leaves fall in [autumn|XXXX-FA].",
    "It was an everlasting [December|XXXX-12] in his heart.",
    "They sailed to the Summer Islands.",
    "He thought of the mad Christmas they had had.",
]

DAYS_AND_MONTHS = [
    "The gala is on [Oct. 3|2022-10-03], 8-[10pm|2022-10-03T22:00].",
    "The hearing is on [Friday|2022-03-25]. The deadline is [Monday|2022-03-28].",
    "Bands of [the 80s|198] toured again. It was cheap in [the 70s|197]. Her 60s were calm.",
    "It will be warm, in the 80s all over the north.",
    "Talks resume on [the 30th|2022-03-30].",
    "The review was due in [February|2022-02] but never appeared.",
    "Rent is due in [February|2023-02].",
    "In [January|2023-01] the court will decide.",
    "In [February|2023-02], the museum is to close.",
    "In [February|2022-02], talks to end the strike began.",
    "In [February|2022-02] votes were counted.",
    "The museum may close in [February|2023-02].",
    "The bridge should reopen in [February|2023-02].",
    "It opened on [March 2|2022-03-02].",
    "It opened on [2 March|2022-03-02].",
    "It opened on [the 2nd of March|2022-03-02].",
    "It opened on [March 2, 2019|2019-03-02].",
    "It opened on [2 March 2019|2019-03-02].",
    "It opened on [2019-03-02|2019-03-02].",
    "It opened on [Mar. 2|2022-03-02].",
    "[December 25|2021-12-25] was quiet.",
    "The fair closed on [November 3|2021-11-03].",
    "The fair will close on [November 3|2022-11-03].",
    "The payment is due by [April 8|2022-04-08].",
    "It began in [February|2022-02].",
    "It began in [October|2021-10].",
    "It will begin in [October|2022-10].",
    "It began in [October 2014|2014-10].",
    "It began in [1962|1962].",
    "The treaty of [July 1871|1871-07] still holds.",
    "[Feb 29, 2015|] is on the ticket.",
    "The poster says [30 February|].",
    "The stamp reads [31 April 2021|].",
    "Trains stopped on [March 2|2022-03-02], [3|2022-03-03] and [5|2022-03-05].",
    "The strike ran from [March 2|2022-03-02] to [March 5|2022-03-05].",
    "The strike ran from [2|2022-03-02] to [5 March|2022-03-05].",
    "It lasted from [1914|1914] to [1918|1918].",
    "She ruled between [1762|1762] and [1796|1796].",
    "The post has been empty since [2014|2014].",
    "It stayed open until [2013|2013].",
    "It fell on [the 24th of last month|2022-02-24].",
]

RELATIVE = [
    "It happened [today|2022-03-22].",
    "It happened [yesterday|2022-03-21].",
    "The talks go on [tomorrow|2022-03-23].",
    "It happened [the day before yesterday|2022-03-20].",
    "The mill burned down [last week|2022-W11].",
    "The mill was searched [this week|2022-W12].",
    "The mill will reopen [next week|2022-W13].",
    "They invaded [last month|2022-02].",
    "It will rain less [next month|2022-04].",
    "Prices rose [this month|2022-03].",
    "She retired [last year|2021].",
    "She will retire [next year|2023].",
    "It is the third fire [this year|2022].",
    "He died [three years ago|2019].",
    "He moved [two weeks ago|2022-W10].",
    "He called [four days ago|2022-03-18].",
    "They met [six months ago|2021-09].",
    "The war began [almost a month ago|2022-02 LESS_THAN].",
    "It broke over [the weekend|2022-W11-WE].",
    "The fair is on [this weekend|2022-W12-WE].",
    "It fell on [January 4|2022-01-04] and rose again [two days later|2022-01-06].",
    "The first came on [March 1|2022-03-01], the second [the next day|2022-03-02].",
    "She left in [May 2019|2019-05] and came back [two months later|2019-07].",
]

PARTS_OF_DAY_AND_CLOCK = [
    "The shop opened [this morning|2022-03-22TMO].",
    "They left [yesterday afternoon|2022-03-21TAF].",
    "The storm passed [last night|2022-03-21TNI].",
    "The vote is [tonight|2022-03-22TNI].",
    "It struck on [the evening of March 3|2022-03-03TEV].",
    "It struck at [10 p.m. Monday|2022-03-21T22:00].",
    "It struck at [4:05 a.m. on March 3|2022-03-03T04:05].",
    "The siren went at [noon on Sunday|2022-03-20T12:00].",
    "The law took effect at [midnight on Sunday|2022-03-20T24:00].",
    "It was signed at [16:30 on 2 March|2022-03-02T16:30].",
]

COARSE = [
    "Profit fell in [the third quarter|2021-Q3].",
    "Profit will fall in [the third quarter|2022-Q3].",
    "Profit fell in [the fourth quarter of 2021|2021-Q4].",
    "It grew in [the first half of 2021|2021-H1].",
    "It grew in [the second half of last year|2021-H2].",
    "The plant opens in [Q4 2023|2023-Q4].",
    "Sales for [fiscal 2021|2021] rose.",
    "The lake dried out [last summer|2021-SU].",
    "They married in [the spring of 2018|2018-SP].",
    "Work will end in [the autumn of 2023|2023-FA].",
    "The mill was built in [the 1990s|199].",
    "The mill was built in [the late 1970s|197 END].",
    "The mill was built in [the 19th century|18].",
    "It was a fine mill in [the early 20th century|19 START].",
    "It began in [early March|2022-03 START].",
    "It began in [mid-February|2022-02 MID].",
    "It ended in [late 2021|2021 END].",
    "It ended at [the end of February|2022-02 END].",
    "The dam was built [about 1955|1955 APPROX].",
]

HOLIDAYS = [
    "Shops closed on [Christmas Day|2021-12-25].",
    "The ship sank on [Easter Sunday 2019|2019-04-21].",
    "They met on [Good Friday 2018|2018-03-30].",
    "The bill passed on [New Year's Eve|2021-12-31].",
]
HOLIDAYS_US = [
    "The office was empty on [Presidents' Day|2022-02-21].",
    "The parade was cancelled on [Thanksgiving|2021-11-25].",
    "The fire began on [the Fourth of July|2021-07-04].",
    "He wrote the check on [03/04/2022|2022-03-04].",
]
BRITISH = [
    "He wrote the cheque on [03/04/2021|2021-04-03].",
    "He wrote the cheque on [14.2.2021|2021-02-14].",
]

AMOUNTS = [
    "The talks lasted [three days|P3D].",
    "The talks lasted [two and a half hours|PT2H30M].",
    "She waited [half an hour|PT30M].",
    "He served [a year and a half|P1Y6M].",
    "It took [sixteen months|P16M] to build.",
    "She ran the lap in [3.58 seconds|PT3.58S].",
    "It is an [8-month-old|P8M] company.",
    "They signed a [30-day|P30D] truce.",
    "It took [several weeks|PXW].",
    "It will take [years|PXY].",
    "Ships waited for [up to nine days|P9D EQUAL_OR_LESS].",
    "Water ran for [more than an hour|PT1H MORE_THAN].",
    "The strike lasted [nearly two weeks|P2W LESS_THAN].",
    "It was the worst flood in [the past ten years|P10Y].",
    "A tenth of the houses will go over [the next five years|P5Y].",
]

SETS = [
    "The bus runs [every Monday|XXXX-WXX-1], [Wednesday|XXXX-WXX-3] and [Friday|XXXX-WXX-5].",
    "The bell rings [every Thursday|XXXX-WXX-4].",
    "The bell rings [daily|P1D].",
    "The council meets [each month|P1M].",
    "The boat sails [every two weeks|P2W].",
    "The fair is held [every July|XXXX-07].",
]

VAGUE = [
    "The mill is [now|PRESENT_REF] empty.",
    "The mill is [currently|PRESENT_REF] empty.",
    "It was [recently|PAST_REF] sold.",
    "It will [soon|FUTURE_REF] be sold.",
    "What [the future|FUTURE_REF] holds is unclear.",
]

# News of 10 February 2022 at two in the afternoon.
WITH_A_CLOCK = [
    "The rope broke [two hours ago|2022-02-10T12:00].",
    "The lift will start [in 30 minutes|2022-02-10T14:30].",
    "The rope broke [yesterday|2022-02-09].",
]

# Dates hang on the date before, whenever the text was written.
NARRATIVE = [
    "The city fell in [480 BC|BC0480]. It was rebuilt [the following year|BC0479].",
    "He was killed on [15 March 44 BC|BC0044-03-15].",
    "The reign began in [the 5th century BC|BC04].",
    "War broke out in [August 1914|1914-08]. By [November|1914-11] the front stood still.",
    "He landed on [6 June 1809|1809-06-06]. [Two days later|1809-06-08] the town gave up.",
    "The abbey burned in [1642|1642]. [The following spring|1643-SP] the monks came back.",
    "She was crowned in [May 1712|1712-05] and died [three years later|1715].",
    "They sailed on [3 May 1803|1803-05-03]; on [9 August|1803-08-09] they saw land.",
    "The king died in [1485|1485]. In [the same year|1485] the ports were closed.",
    "The siege began on [30 December 1870|1870-12-30] and ended on [2 January|1871-01-02].",
    "Rome was sacked in [AD 410|0410].",
]

SOCIAL = [
    "Off to bed #friday #tired",
    "What a [sunset|2022-03-22] over the bay",
    "omw, see u [tmrw|2022-03-23]",
    "worst [monday|2022-03-21] ever",
    "gig [tonight|2022-03-22TNI] at the barn!",
    "cant wait for [friday|2022-03-25] :)",
    "that was fun [yesterday|2022-03-21] lol",
]
