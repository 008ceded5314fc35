/** Names by language, as people there write them; `roman` is what their e-mail address is made of. */
export interface NameList {
  readonly female: Names;
  readonly male: Names;
  readonly last: Names;
}

/** A name, or a name and its Latin spelling. */
export type Name = string | readonly [name: string, roman: string];
type Names = readonly [Name, ...Name[]];

export type Language =
  | "arabic"
  | "chinese"
  | "english"
  | "filipino"
  | "french"
  | "german"
  | "indonesian"
  | "japanese"
  | "malay"
  | "russian"
  | "tamil"
  | "thai"
  | "vietnamese";

export const NAMES: Readonly<Record<Language, NameList>> = {
  arabic: {
    female: [["فاطمة", "fatima"], ["مريم", "maryam"], ["نورة", "noura"], ["ليلى", "layla"], ["سارة", "sara"], ["عائشة", "aisha"], ["هند", "hind"]],
    male: [["محمد", "mohammed"], ["أحمد", "ahmed"], ["خالد", "khalid"], ["عمر", "omar"], ["يوسف", "yousef"], ["سعيد", "saeed"], ["علي", "ali"]],
    last: [["المنصوري", "almansoori"], ["الهاشمي", "alhashmi"], ["النعيمي", "alnuaimi"], ["حداد", "haddad"], ["الشامسي", "alshamsi"], ["منصور", "mansour"], ["الكعبي", "alkaabi"]],
  },
  chinese: {
    female: [["美玲", "meiling"], ["秀英", "xiuying"], ["欣怡", "xinyi"], ["雅婷", "yating"], ["慧敏", "huimin"], ["佳琪", "jiaqi"], ["思颖", "siying"], ["静", "jing"]],
    male: [["伟", "wei"], ["志明", "zhiming"], ["俊杰", "junjie"], ["浩然", "haoran"], ["建国", "jianguo"], ["家豪", "jiahao"], ["文彬", "wenbin"], ["宇轩", "yuxuan"]],
    last: [["陈", "chen"], ["林", "lin"], ["黄", "huang"], ["张", "zhang"], ["李", "li"], ["王", "wang"], ["吴", "wu"], ["刘", "liu"], ["欧阳", "ouyang"]],
  },
  english: {
    female: ["Olivia", "Emma", "Charlotte", "Amelia", "Grace", "Hannah", "Chloe", "Ella", "Zoë", "Mary-Jane"],
    male: ["Liam", "Noah", "James", "Oliver", "Ethan", "Daniel", "Jack", "Ryan", "Samuel", "Aaron"],
    last: ["Smith", "Johnson", "Williams", "Brown", "O'Connor", "Miller", "Davis", "Tan", "Lim", "Lee", "Ng", "Wong", "McDonald", "Null"],
  },
  filipino: {
    female: ["Maria", "Angelica", "Princess", "Jasmine", "Kristine", "Rosa", "Ligaya"],
    male: ["Jose", "Juan", "Mark", "John Paul", "Angelo", "Ramon", "Andrés"],
    last: ["Dela Cruz", "Santos", "Reyes", "Garcia", "Bautista", "Ocampo", "Peña", "Villanueva"],
  },
  french: {
    female: ["Camille", "Léa", "Manon", "Chloé", "Élodie", "Anaïs", "Françoise"],
    male: ["Lucas", "Hugo", "Louis", "Gaël", "François", "Jérôme", "Noël"],
    last: ["Martin", "Bernard", "Lefèvre", "Moreau", "D'Arcy", "Gauthier", "Lemaître", "Dupont"],
  },
  german: {
    female: ["Anna", "Lena", "Sophie", "Käthe", "Marie", "Jördis", "Katharina"],
    male: ["Lukas", "Jonas", "Felix", "Jürgen", "Max", "Björn", "Sebastian"],
    last: ["Müller", "Schmidt", "Schneider", "Weiß", "Köhler", "von der Heide", "Böttcher", "Groß"],
  },
  indonesian: {
    female: ["Siti", "Dewi", "Putri", "Ayu", "Sri", "Ratna", "Intan", "Nurul"],
    male: ["Budi", "Agus", "Andi", "Rizky", "Dimas", "Bayu", "Eko", "Wahyu"],
    last: ["Wijaya", "Santoso", "Saputra", "Pratama", "Hidayat", "Lestari", "Kusuma", "Siregar"],
  },
  japanese: {
    female: [["陽菜", "hina"], ["さくら", "sakura"], ["美咲", "misaki"], ["結衣", "yui"], ["千夏", "chinatsu"], ["ゆうこ", "yuko"]],
    male: [["翔太", "shota"], ["大輔", "daisuke"], ["健太", "kenta"], ["蓮", "ren"], ["拓也", "takuya"], ["ケン", "ken"]],
    last: [["佐藤", "sato"], ["鈴木", "suzuki"], ["高橋", "takahashi"], ["田中", "tanaka"], ["渡辺", "watanabe"], ["山本", "yamamoto"], ["小林", "kobayashi"]],
  },
  malay: {
    female: ["Nur Aisyah", "Siti Aminah", "Farah", "Nurul Huda", "Izzati", "Hidayah"],
    male: ["Muhammad", "Ahmad", "Hafiz", "Amirul", "Faizal", "Azlan"],
    last: ["bin Abdullah", "binti Ismail", "Rahman", "Hassan", "bin Osman", "Zainal", "Ibrahim"],
  },
  russian: {
    female: [["Анна", "anna"], ["Екатерина", "ekaterina"], ["Ольга", "olga"], ["Наталья", "natalya"], ["Алёна", "alena"], ["Дарья", "darya"]],
    male: [["Александр", "alexander"], ["Дмитрий", "dmitry"], ["Сергей", "sergey"], ["Иван", "ivan"], ["Пётр", "petr"], ["Николай", "nikolay"]],
    last: [["Иваненко", "ivanenko"], ["Ким", "kim"], ["Ахметов", "akhmetov"], ["Соловьёв", "solovyov"], ["Цой", "tsoy"], ["Морозов", "morozov"]],
  },
  tamil: {
    female: [["பிரியா", "priya"], ["கவிதா", "kavitha"], ["லட்சுமி", "lakshmi"], "Deepa", "Anitha"],
    male: [["குமார்", "kumar"], ["முருகன்", "murugan"], "Arun", "Rajesh", "Vijay"],
    last: ["Subramaniam", "Pillai", "Krishnan", "Raj", "Nair", "Govindasamy"],
  },
  thai: {
    female: [["สมหญิง", "somying"], ["กานดา", "kanda"], ["ณัฐธิดา", "nattida"], ["พิมพ์ชนก", "pimchanok"], ["มาลี", "malee"], ["อรทัย", "orathai"]],
    male: [["สมชาย", "somchai"], ["ธนกร", "thanakorn"], ["ณัฐพล", "nattapon"], ["วีระ", "weera"], ["ชัยวัฒน์", "chaiwat"], ["ปกรณ์", "pakorn"]],
    last: [["ใจดี", "jaidee"], ["ศรีสุข", "srisuk"], ["แก้วมณี", "kaewmanee"], ["ทองดี", "thongdee"], ["วงศ์สวัสดิ์", "wongsawat"], ["บุญมี", "boonmee"]],
  },
  vietnamese: {
    female: [["Hương", "huong"], ["Lan", "lan"], ["Thảo", "thao"], ["Ngọc", "ngoc"], ["Mai", "mai"], ["Thúy", "thuy"]],
    male: [["Dũng", "dung"], ["Minh", "minh"], ["Tuấn", "tuan"], ["Đức", "duc"], ["Hải", "hai"], ["Quân", "quan"]],
    last: [["Nguyễn", "nguyen"], ["Trần", "tran"], ["Lê", "le"], ["Phạm", "pham"], ["Hoàng", "hoang"], ["Đặng", "dang"], ["Võ", "vo"]],
  },
};
