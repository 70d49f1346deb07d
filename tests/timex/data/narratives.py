"""Histories and lives invented for the tests: which year a date told without one is in.

An expression stands in brackets with its TIMEX3 value behind a bar; what each article is about is its key.
"""

ENGLISH = {
    "the year is told once and the months go on": """
        The Salt War broke out in [March 1631|1631-03]. By [May|1631-05] the dunes were lost, and in [late June|1631-06]
        the governor fled. The fleet came back on [4 September|1631-09-04] and burned the granaries [two days
        later|1631-09-06].""",
    "the year turns between December and January": """
        The envoys set out on [11 November 1702|1702-11-11]. They crossed the pass in [December|1702-12] and saw the
        lake in [January|1703-01]. In [March|1703-03] they were home.""",
    "a month behind the last one is of the same year, for who leaves a year out means the one he is in": """
        The mint was closed in [October 1844|1844-10]. In [May|1844-05], the miners at Hollin had already laid down
        their tools.""",
    "a year in passing does not move the story": """
        The duke marched on [3 June 1756|1756-06-03]. He claimed the tolls under the treaty of [1688|1688]. On [20
        June|1756-06-20] his guns opened fire, and on [1 July|1756-07-01] the town surrendered.""",
    "a year that opens a sentence does": """
        Her second voyage ended in [August 1911|1911-08]. In [1914|1914] she fitted out a third ship. She sailed in
        [April|1914-04] and was lost in [November|1914-11].""",
    "a look back inside a sentence is left again": """
        The second siege began on [2 May 1529|1529-05-02]. The walls, which had been breached in [November
        1522|1522-11], were higher now. On [9 May|1529-05-09] the first tower fell, and on
        [30 May|1529-05-30] the gate.""",
    "a look ahead is left again": """
        The bridge fell on [9 April 1803|1803-04-09]. A stone with the names of the dead was set up in [October
        1853|1853-10]. On [15 April|1803-04-15] the ferry ran again.""",
    "a later year in brackets stays in brackets": """
        The decree was read on [12 July 1790|1790-07-12]. The abbot (who was to die in [1804|1804]) kept silent. On [14
        July|1790-07-14] the bells were taken down.""",
    "a year over a section": """
        [1862|1862]

        In [February|1862-02] the river forts were lost. By [April|1862-04] the army was at Corley.

        [1863|1863]

        In [January|1863-01] the army moved again. The raid of [May|1863-05] failed.""",
    "the year of the last end is that of both": """
        The camp was held from [June|1944-06] to [August 1944|1944-08]. The hill changed hands twice ([26
        June|1952-06-26] – [4 August 1952|1952-08-04]). They wintered there between [December|1812-12] and [February
        1813|1813-02]. It rained in [May|1801-05], [June|1801-06] and [early July 1801|1801-07]. They spent [the
        spring|1943-SP] and [early summer of 1943|1943-SU] in training.""",
    "the second end of a range lies behind the first": """
        The strike began on [18 November 1889|1889-11-18] and lasted from [December|1889-12] to [February|1890-02].""",
    "since looks back": """
        On [25 June 1950|1950-06-25] the council met without the delegate, who had stayed away since
        [January|1950-01].""",
    "that year, that month and the same day are those last told": """
        The canal was dug by [1780|1780]. In [August of that year|1780-08] it froze over. On [3 May 1791|1791-05-03] the
        lock burst; on [the same day|1791-05-03] the mill caught fire.""",
    "the following year follows the story and not the aside": """
        The first expedition, in [1492|1492], was led by Aldo, who held an island that had been taken in [1471|1471].
        Winds drove him home. [The following year|1493] he sailed again.""",
    "the end of the month is that of the day told": """
        The treaty of [April 1640|1640-04] was short. The army crossed on [10 May 1640|1640-05-10] and held the coast by
        [the end of the month|1640-05].""",
    "five days after an event count from the date told last": """
        Girvan fell on [5 February 1639|1639-02-05]. [Five days|1639-02-10] after its fall the last fort gave up.""",
    "a year of two figures is of the century told of": """
        The club was founded in [March 1790|1790-03] by men who longed for the days of ['89|1789].""",
    "a life": """
        Ada Thorne (born [12 March 1820|1820-03-12]) learned to engrave from her aunt. In [1841|1841] she opened a shop.
        She married in [June|1841-06], and in [December|1841-12] the shop burned. [Two years later|1843] she left for
        Lisbon. She died on [8 October 1899|1899-10-08].""",
    "seasons are of the story's year": """
        The harvest failed in [August 1709|1709-08]. In [the autumn|1709-FA] bread ran out. All through [the
        summer|1709-SU] nobody had believed it.""",
    "years before Christ count down": """
        The league was sworn in [431 BC|BC0431]. In [May|BC0431-05] its ships were launched. [The following
        year|BC0430] plague came, and in [the summer|BC0430-SU] the general died.""",
    "a day that nobody told is no day of publication": """
        In [June 479 BC|BC0479-06] both armies met. They won at sea [that same day|BC0479-06], and in [the
        evening|BC0479-06] the fleet burned.""",
}

OTHERS = {
    "de": """Das Lager bestand von [Juni|1944-06] bis [August 1944|1944-08].

        Die Mauer war im [November
        1522|1522-11] gefallen. Am [9. Mai 1529|1529-05-09] fiel der Turm und am [30. Mai|1529-05-30] das Tor.""",
    "es": """El campamento duró del [26 de junio|1952-06-26] al [4 de agosto de 1952|1952-08-04].

        El duque marchó [el 3
        de junio de 1756|1756-06-03] por el tratado de [1688|1688]. [El 20 de junio|1756-06-20] abrió fuego.""",
    "fr": """Le camp dura du [26 juin|1952-06-26] au [4 août 1952|1952-08-04].

        Le duc partit [le 3 juin
        1756|1756-06-03] malgré le traité de [1688|1688]. [Le 20 juin|1756-06-20] il ouvrit le feu.""",
    "uk": """Табір стояв з [червня|1944-06] до [серпня 1944|1944-08] року.

        Герцог вирушив [3 червня
        1756|1756-06-03] року попри договір [1688 року|1688]. [20 червня|1756-06-20] він відкрив вогонь.""",
}
