"""English: which signals short invented reports give, as "region flow trend good"."""

import pytest

from tests.tagging.changes import lines, signals

REPORTS: list[tuple[str, set[str]]] = [
    (
        "Imports of wheat flour through Sinuiju have fallen by half since the start of the month, a trader there said.",
        {"KP-03-SINUIJU import down flour"},
    ),
    (
        "Smuggling in Hyesan has all but dried up since border patrols were doubled in April.",
        {"KP-10-HYESAN smuggling down -", "KP-10-HYESAN smuggling tightened -"},
    ),
    (
        "Customs officers at Dandong have been opening every crate bound for North Korea, and inspections have become far stricter than before.",
        {"CN-LN-DANDONG import tightened -"},
    ),
    ("Traders hope the Namyang crossing will reopen in June, but so far there is no sign of it.", set()),
    (
        "Rail freight between Dandong and Sinuiju resumed on Monday after a two-week break.",
        {"KP-03-SINUIJU both resumed -"},
    ),
    ("North Korea has halted exports of squid from Rason, sources said.", {"KP-13 export halted seafood"}),
    ("The price of rice in Hyesan soared 20 percent in a week.", set()),
    ("Smuggling is most common in North Hamgyong, followed by Ryanggang and Chagang.", set()),
    ("Trade through the Hoeryong customs house has come to a standstill.", {"KP-09-HOERYONG both halted -"}),
    (
        "Police in Ryanggang Province have launched an intensive crackdown on smuggling along the Yalu.",
        {"KP-10 smuggling tightened -"},
    ),
    (
        "A source in Musan said the shipments of iron ore to China have more than doubled this spring.",
        {"- export up iron-ore"},
    ),
    ("The number of trucks crossing from Hunchun into Rason has dropped sharply.", {"KP-13 import down -"}),
    (
        "Chinese customs authorities in Dandong recently stepped up checks on cargo heading to North Korea.",
        {"CN-LN-DANDONG import tightened -"},
    ),
    (
        "Border guards in Onsong now turn a blind eye to smugglers in return for cigarettes.",
        {"KP-09-ONSONG smuggling loosened tobacco"},
    ),
    ("During the pandemic, the border was closed and trade stopped.", set()),
    ("Trade in Chagang Province is brisk again, with trucks queuing at Manpo every morning.", {"KP-04 both up -"}),
    ("Eels from the Yellow Sea are openly sold in Dandong markets.", set()),
    ("Authorities plan to open a new customs house in Sakju next year.", set()),
    ("North Korea's exports to China fell 12 percent in March, customs data showed.", {"- export down -"}),
    ("China's exports to North Korea rose 30 percent in April from a year earlier.", {"- import up -"}),
    (
        "The Hyesan customs office, which had been shut for three years, reopened last week.",
        {"KP-10-HYESAN both resumed -"},
    ),
    (
        "Fertilizer has stopped coming in through Quanhe, a source in Jilin Province said.",
        {"CN-JL-QUANHE import halted fertilizer"},
    ),
    ("Demand for Chinese rice has surged in Chongjin.", set()),
    ("The authorities ordered customs officials in Sinuiju to strengthen inspections.", set()),
    ("If China tightens its inspections at Dandong, trade could shrink.", set()),
    ("Smugglers in Kimhyongjik County are doing brisk business in scrap copper.", {"KP-10-KIMHYONGJIK smuggling up -"}),
    ("The number of defectors arriving in the South has dropped sharply.", set()),
    (
        "Ever since soldiers began patrolling the riverbank at night, hardly any goods are smuggled across at Hyesan.",
        {"KP-10-HYESAN smuggling down -"},
    ),
    (
        "Restrictions on imports of construction steel through Sinuiju were eased in early May.",
        {"KP-03-SINUIJU import loosened -"},
    ),
    ("A sharp increase in coal exports from Nampo port was seen in satellite pictures.", {"PORT-NAMPO export up coal"}),
    (
        "The state has suspended state-led smuggling in Ryanggang Province while it investigates officials.",
        {"KP-10 smuggling halted -"},
    ),
    ("Rumors that trade will resume at Hoeryong are spreading among merchants.", set()),
    ("China has banned imports of North Korean seafood at Hunchun.", {"CN-JL-HUNCHUN export halted seafood"}),
    ("More and more vehicles are being smuggled into Hyesan from Changbai.", {"KP-10-HYESAN smuggling up vehicles"}),
    ("Trade between Tumen and Namyang remains suspended.", {"KP-09-NAMYANG both halted -"}),
    ("With smuggling blocked, families in Musan County have lost their income.", {"KP-09-MUSAN smuggling halted -"}),
    ("The construction of apartments in Sinuiju has slowed for lack of materials.", set()),
    (
        "Customs clearance at Sinuiju has become more complicated, and traders complain of long delays.",
        {"KP-03-SINUIJU both tightened -"},
    ),
    (
        "A new freight train service between Tumangang and Khasan began operating on May 3.",
        {"KP-13-TUMANGANG both resumed -"},
    ),
    ("The two countries held talks on reopening the Ji'an–Manpo bridge.", set()),
    ("Wig exports, which had slumped last year, have picked up again in Rason.", {"KP-13 export up wigs"}),
    (
        "Inspections of trucks entering Rason were stepped up after a batch of phones was found.",
        {"KP-13 import tightened -"},
    ),
    ("Market activity in Chongjin is sluggish.", set()),
    ("Electricity supply in Hyesan has fallen to two hours a day.", set()),
    ("The crackdown on smugglers in Hoeryong has eased since the New Year.", {"KP-09-HOERYONG smuggling loosened -"}),
    (
        "Cross-border trade has been picking up in Hyesan and Sinuiju.",
        {"KP-03-SINUIJU both up -", "KP-10-HYESAN both up -"},
    ),
    ("Trade is tightly controlled in North Pyongan Province.", set()),
    ("Timber exports from Samjiyon to Changbai are growing rapidly.", {"KP-10-SAMJIYON export up timber"}),
    (
        "Since late April the volume of goods passing through Dandong customs has decreased by a third.",
        {"CN-LN-DANDONG both down -"},
    ),
    (
        "Chinese authorities have begun seizing metal products at Dandong, and the export of pipes to the North has stopped entirely.",
        {"CN-LN-DANDONG import halted -"},
    ),
    ("Prices of imported sugar fell in Sinuiju as imports of sugar increased.", {"KP-03-SINUIJU import up sugar"}),
    ("Trade officials in Pyongyang expect imports to increase in the second half of the year.", set()),
    (
        "Smuggling of medicinal herbs has become impossible in Hyesan.",
        {"KP-10-HYESAN smuggling halted medicinal-herbs"},
    ),
    (
        "Truck traffic on the bridge at Quanhe has surged since the new customs building opened.",
        {"CN-JL-QUANHE both up -"},
    ),
    ("Exports of pine nuts were not halted, a source in Hoeryong said.", set()),
    ("A drop in imports has left shelves empty in Sinuiju.", {"KP-03-SINUIJU import down -"}),
    ("The authorities lifted the ban on seafood exports at Chongjin port.", {"PORT-CHONGJIN export loosened seafood"}),
    ("Ferry services between Rajin and Vladivostok have restarted after six years.", {"KP-13-RAJIN both resumed -"}),
    ("Security on the border was tightened to prevent defections, a source in Hoeryong said.", set()),
    ("In Hyesan, state security agents are cracking down on families who use Chinese phones.", set()),
    ("Remittance brokers in Musan have nearly disappeared.", set()),
    (
        "The smuggling of gold out of Hoeryong has declined as guards search boats more thoroughly.",
        {"KP-09-HOERYONG smuggling down -"},
    ),
    ("Trade via the sea route to Nampo has grown faster than rail traffic.", {"KP-14 both up -"}),
    ("Imports of soybean oil have resumed, according to a source in Sinuiju.", {"- import resumed cooking-oil"}),
    ("Farmers in Sakju say the harvest fell sharply.", set()),
    (
        "Coal shipments from Songnim port have ground to a halt because of the storm.",
        {"PORT-SONGNIM export halted coal"},
    ),
    (
        "Shipments of coal to China have been suspended since the middle of May, a trader in Nampo told us.",
        {"- export halted coal"},
    ),
    ("The government has tightened control over trade companies in Pyongyang.", set()),
    ("With the reopening of the Hyesan customs house, trade companies are busy.", {"KP-10-HYESAN both resumed -"}),
    (
        'State-led smuggling in Hyesan has been at a standstill since late March, a source in Ryanggang Province told Daily NK on Tuesday.\n"The trucks that used to cross the river every night no longer come," the source said.',
        {"KP-10-HYESAN smuggling halted -"},
    ),
    (
        "Satellite images taken on May 2 show increased activity at the Sinuiju customs yard, where containers were stacked up to the fence.",
        set(),
    ),
    (
        "Trade between North Korea and China fell 10.4 percent in April from a month earlier, Chinese customs data showed Monday.\nExports to the North dropped to $150 million, while imports from the North edged down.",
        {"- both down -", "- export down -", "- import down -"},
    ),
    (
        "North Korea has increased imports of Russian flour through Tumangang since the spring, a source said.",
        {"KP-13-TUMANGANG import up flour"},
    ),
    (
        "Chinese trucks have returned to Rason after a month's absence, and goods are flowing in again through Wonjong.",
        {"KP-13-WONJONG import resumed -"},
    ),
    ("Orders for false eyelashes have jumped this year, workshop managers in Sinuiju say.", set()),
    (
        "Following a wave of arrests, smuggling in Musan County has shrunk to almost nothing.",
        {"KP-09-MUSAN smuggling down -"},
    ),
    (
        "Border guards in Hoeryong have stepped up patrols to catch smugglers who work at night.\nAs a result smugglers have put their boats away and smuggling has stopped.",
        {"KP-09-HOERYONG smuggling halted -", "KP-09-HOERYONG smuggling tightened seafood"},
    ),
    ("Trade companies in Nampo are unable to import fertilizer.", set()),
    (
        "Cooking oil prices in Hyesan dropped after imports of soybean oil resumed last week.",
        {"KP-10-HYESAN import resumed cooking-oil"},
    ),
    (
        "The new road bridge across the Tumen River was opened to traffic on Monday, linking Tumangang with Khasan.",
        {"X-TUMANGANG-KHASAN-ROAD both resumed -"},
    ),
    (
        "China's customs in Hunchun no longer allows frozen crab from the North to be brought in.",
        {"CN-JL-HUNCHUN export halted seafood"},
    ),
    (
        "Traders in Hyesan complain that Chinese customs officials have tightened inspections at Changbai.",
        {"CN-JL-CHANGBAI both tightened -"},
    ),
    (
        "In January 2020 North Korea sealed its border and cut off trade with China.\nToday trade at Sinuiju is growing steadily.",
        {"KP-03-SINUIJU both up -"},
    ),
    ("The border closure in 2020 dealt a blow to smugglers in Hyesan, many of whom sold their boats.", set()),
    ("North Korean authorities are considering lifting restrictions on private trade in Rason.", set()),
    (
        "Smuggling has become so difficult that many people in Onsong have given it up.",
        {"KP-09-ONSONG smuggling down -"},
    ),
    (
        "Authorities have banned the import of Chinese cosmetics through Sinuiju.",
        {"KP-03-SINUIJU import halted cosmetics"},
    ),
    (
        "Authorities in Ryanggang Province launched an inspection of trading companies after an embezzlement case.",
        set(),
    ),
    ("Hundreds of cars have been brought into Hyesan by smugglers.", set()),
    (
        "More and more people in Kimjongsuk County are turning to smuggling to survive.",
        {"KP-10-KIMJONGSUK smuggling up -"},
    ),
    (
        "Russia has resumed oil deliveries to North Korea via Rajin port, analysts said.",
        {"PORT-RAJIN import resumed refined-petroleum"},
    ),
    ("North Korea's coal exports have continued despite UN sanctions, the panel said.", set()),
    ("Police arrested two smugglers in Hoeryong last week.", set()),
    (
        "Sources say the crackdown on smuggling in Chagang Province, which began in February, is still going on.",
        {"KP-04 smuggling tightened -"},
    ),
    (
        "Ships carrying coal from Nampo have become less frequent, according to port workers.",
        {"KP-14 export down coal"},
    ),
    (
        "Trade at the Quanhe-Wonjong crossing has not yet resumed, a source in Jilin said.",
        {"X-QUANHE-WONJONG both halted -"},
    ),
    ("Imports of medicine are expected to rise in the coming months, a Pyongyang official said.", set()),
    ("A trader in Dandong said prices of North Korean clams have doubled.", set()),
    ("Exports of rare earths from Chongjin port remain banned under UN resolutions.", set()),
    (
        "The number of vessels at Nampo's coal pier more than doubled between March and May, according to imagery.",
        {"KP-14 both up -"},
    ),
    (
        "North Korea eased import controls in Sinuiju this month, letting individuals order goods from Chinese partners.",
        {"KP-03-SINUIJU import loosened -"},
    ),
    (
        "With customs checks at Tumen getting tougher by the day, dealers are switching to smuggling.",
        {"CN-JL-TUMEN both tightened -"},
    ),
    ("Smugglers who used to work in Hyesan say the trade is dead.", set()),
    (
        "Farm equipment imports surged 80 percent on-year in the first quarter, the Korea International Trade Association said.",
        {"- import up agri-machinery"},
    ),
    (
        "North Korea appears to have halted state-led smuggling in Hyesan since mid-August, the outlet has learned.",
        {"KP-10-HYESAN smuggling halted -"},
    ),
    (
        "Imports of Chinese flour and cooking oil through Hyesan's customs office have increased significantly since the beginning of the month.",
        {"KP-10-HYESAN import up cooking-oil", "KP-10-HYESAN import up flour"},
    ),
    (
        "The North Korean authorities have recently been intensifying crackdowns on smuggling along the border in North Hamgyong Province.",
        {"KP-09 smuggling tightened -"},
    ),
    (
        "North Korea has been importing large amounts of rice from China ahead of the harvest season, a source in Sinuiju said.",
        set(),
    ),
    (
        "China has tightened customs checks on goods going to North Korea, making it harder to bring in banned items, multiple sources in Dandong said.",
        {"- import tightened -"},
    ),
    (
        "A surge in smuggling of medicinal herbs is being seen in the border areas of Yanggang Province.",
        {"KP-10 smuggling up medicinal-herbs"},
    ),
    (
        "Cargo trucks have begun crossing between Hunchun and Rason again after an eight-month hiatus.",
        {"KP-13 both resumed -"},
    ),
    (
        "Smuggling, which had been dormant since the start of the pandemic, is picking up again along the Yalu River in Hyesan.",
        {"KP-10-HYESAN smuggling up -"},
    ),
    (
        "Since the start of this month, trading companies in Sinuiju have been barred from importing Chinese cosmetics.",
        {"KP-03-SINUIJU import halted cosmetics"},
    ),
    ("Trade volume between N.K., China down 7 pct in July", {"- both down -"}),
    ("The two countries are set to reopen the Tumen–Namyang crossing this month, sources said.", set()),
    (
        "Freight train operations between Sinuiju and Dandong, suspended for six days over the flood, resumed Monday.",
        {"KP-03-SINUIJU both resumed -"},
    ),
    (
        "The smuggling of vehicles from China into Hyesan has almost come to a stop.",
        {"KP-10-HYESAN smuggling down vehicles"},
    ),
    ("Customs officials in Hyesan have reduced inspections in exchange for bribes.", {"KP-10-HYESAN both loosened -"}),
    (
        "North Korean traders in Sinuiju are struggling as China blocks the export of steel pipes.",
        {"KP-03-SINUIJU import halted steel"},
    ),
    (
        "The number of North Korean ships calling at Dalian to deliver coal has risen sharply in recent weeks.",
        {"CN-LN-DALIAN export up coal"},
    ),
    ("Exports of sand from Haeju have resumed, satellite imagery suggests.", {"KP-05-HAEJU export resumed minerals"}),
    ("Officials have given the green light to private trade in Rason.", {"KP-13 both loosened -"}),
    ("Security agents in Musan have been ordered to crack down on smugglers.", set()),
    ("Merchants in Chongjin said imports of Russian flour had increased.", {"KP-09-CHONGJIN import up flour"}),
    (
        "Despite intensified crackdowns, smuggling is flourishing in Kimjongsuk County.",
        {"KP-10-KIMJONGSUK smuggling tightened -", "KP-10-KIMJONGSUK smuggling up -"},
    ),
    (
        "Trade at the Sinuiju customs house is gradually returning to normal, and trucks are lined up along the road.",
        {"KP-03-SINUIJU both resumed -"},
    ),
    (
        "No trains have run between Tumangang and Khasan since the bridge was damaged.",
        {"KP-13-TUMANGANG both halted -"},
    ),
    (
        "The closure of the Hyesan customs house in late April has left traders without income.",
        {"KP-10-HYESAN both halted -"},
    ),
    ("Imports of fertilizer are down by a third this spring at Nampo port.", {"PORT-NAMPO import down fertilizer"}),
    ("Authorities said they would not allow imports of used clothing.", set()),
    ("Traffic over the new bridge at Quanhe has tripled in a year.", {"CN-JL-QUANHE both up -"}),
    ("Rice prices in Hyesan are falling because more rice is coming in from China.", {"KP-10-HYESAN import up rice"}),
    ("Checks on cargo at Quanhe have become looser, drivers say.", {"CN-JL-QUANHE both loosened -"}),
    ("Smuggling in Sakju is not what it used to be: the boats are gone.", set()),
    (
        "Chinese customs authorities have halted clearance of machinery bound for Rason.",
        {"KP-13 import halted machinery"},
    ),
    ("Sales of imported fruit in Pyongyang have jumped.", set()),
    ("With the border tightly sealed, smugglers in Hoeryong cannot move anything.", set()),
    ("The customs office in Hoeryong is preparing to resume operations in July.", set()),
    ("Trade has ground to a near halt in Hyesan since the new inspectors arrived.", {"KP-10-HYESAN both halted -"}),
    (
        "North Hamgyong Province has relaxed its curbs on cross-border trade by individual merchants.",
        {"KP-09 both loosened -"},
    ),
    (
        "Sinuiju and Hyesan have both seen a steep drop in imports.",
        {"KP-03-SINUIJU import down -", "KP-10-HYESAN import down -"},
    ),
    ("The flow of goods through the Namyang crossing has slowed to a trickle.", {"KP-09-NAMYANG both down -"}),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_a_report_gives_these_signals(text: str, expected: set[str]) -> None:
    assert lines(signals("en", text)) == expected
