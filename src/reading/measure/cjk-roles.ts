/**
 * Who pays and who receives, and who is held or moved, in Korean, Japanese and Chinese, as data and one walker.
 * Korean and Japanese hang the sum on the verb behind it and mark payer and receiver with particles; Chinese puts the verb in front.
 * What a reader would get wrong: the same sum is labour cost when a host gives it, a levy when a worker gives it or an official takes it,
 * and a wage received only when the text shows that more was paid.
 */
import type { Language } from "#domain/report.ts";

type Stretch = { readonly start: number; readonly end: number };
type Part = "gives" | "yields" | "takes" | "keeps" | "receives" | "costs" | "hires";
type Actor = "host" | "state" | "handler" | "worker";

type Roles = {
  /** Actor words; a particle that makes them the subject is asked for where the language has one. */
  readonly actors: Readonly<Record<Actor, string>>;
  readonly subject: string;
  readonly recipient: RegExp;
  /** Verbs behind the sum (Korean, Japanese) or in front of it (Chinese), the first that matches. */
  readonly verbs: readonly (readonly [RegExp, Part])[];
  /** "내는 돈은 N", "払うのはN": the verb stands before the sum as its noun. */
  readonly topics: readonly (readonly [RegExp, Part])[];
  readonly verbBehind: boolean;
  readonly bribe: RegExp;
  readonly permit: RegExp;
  readonly hiring: RegExp;
  readonly cut: RegExp;
  /** Money for those at home; and money kept until the end. */
  readonly family: RegExp;
  readonly saved: RegExp;
  readonly home: RegExp;
  readonly total: RegExp;
  readonly toWorker: RegExp;
  readonly rest: RegExp;
  readonly coming: RegExp;
  /** One group of several: behind the number, and in front of it. */
  readonly groups: RegExp;
  readonly groupsBefore: RegExp;
  /** Behind the number: it is the staff of one site; in front: of all sites together. */
  readonly siteBehind: RegExp;
  readonly siteBefore: RegExp;
  readonly allSites: RegExp;
  readonly left: RegExp;
  readonly leftBefore: RegExp;
};

const korean: Roles = {
  actors: {
    host: "회사|공장|사장|고용주|업체|업주|기업|공장주|발주처|중국 측|중국 쪽|러시아 측|중국인 사장|원청|현지 업체|시공사|건설사|사업주|식당 주인|고용 업체",
    state:
      "당국|국가|정부|노동당|당|평양|정권|북한 측|북측|대사관|영사관|무역회사|파견회사|파견 회사|북한 회사|보위성|보위부|지휘부|대표부|중앙|인력회사|39호실",
    handler: "간부|관리|지배인|책임자|감독|브로커|보위원|작업반장|반장|관리자|관리인|중개인|대방|인솔자|검사관|군의관|의사",
    worker:
      "노동자|근로자|여성|처녀|사람|본인|일꾼|인력|재봉공|종업원|건설공|가족|신청자|후보자|개인|한 명|당사자|우리|그들|이들|누구나|벌목공",
  },
  subject: "(?:들)?(?:이|가|은|는|에서는?| ?측은| ?측이|께서|도)",
  recipient: /(?:들)?(?:에게|한테|께|앞으로)/u,
  verbs: [
    [/^(?:을|를|씩)?(?:을|를)? ?(?:당국|국가|정부|당|평양|북한 당국|조직)에 (?:내|바|보|납|송)/u, "yields"],
    [
      /^(?:을|를|씩|만|까지|도)?(?:을|를)? ?(?:더 |꼭 |매달 |다시 |따로 |추가로 |의무적으로 )?(?:바치|바쳐|바친|바쳤|상납|납부|헌납|내라|내도록|내야|낼 것|내놓|기부|송금해야)/u,
      "yields",
    ],
    [
      /^(?:을|를|씩|만)?(?:을|를)? ?(?:더 |먼저 |또 |각각 |다시 |매달 )?(?:떼|공제|가져|거둬|거두|걷|빼앗|뺏|뜯|챙|갈취|착복|몰수|징수|원천|가로채|제하|제한|빼고)/u,
      "takes",
    ],
    [/^(?:이|가|만|밖에|정도가|도|은|는)? ?(?:고작 |겨우 )?(?:남|돌아가|돌아온|차례지|떨어지|손에|수중에)/u, "keeps"],
    [/^(?:을|를|만)? ?(?:손에 쥐|손에 넣|집에 가져|쥔|쥐는)/u, "keeps"],
    [/^(?:을|를|씩|만|밖에|도|의 (?:월급|임금|급여)을?)?(?:을|를)? ?(?:겨우 |고작 )?(?:받|벌|번다|탄다|탔)/u, "receives"],
    [
      /^(?:을|를|씩|만|도|에|이|가)?(?:을|를)? ?(?:더 |각각 |매달 |꼬박 |월급으로 |임금으로 |[가-힣 ]{2,9}에 |[가-힣]{2,6}에게 )?(?:보내|보낸|보냈|지급|지불|주고|준다|줬|주는|주었|낸다|내고|냈|내는|치르|치른|지출|송금|쓴다|준다고)/u,
      "gives",
    ],
    [
      /^(?:이|가|은|는|도|만)?(?: 더)? ?(?:든다|들고|들어|드는|들었|필요|소요|이면 (?:된|됨|충분|족)|면 (?:된|됨|충분)|으로 충분|이면 고용|이면 쓸)/u,
      "costs",
    ],
  ],
  topics: [
    [/(?:내는|지급하는|지불하는|주는|치르는) (?:돈|비용|금액|액수|임금|인건비|것)(?:은|는|이|가) (?:[^,.]{0,12})$/u, "gives"],
    [
      /(?:손에 쥐는|손에 들어오는|남는|돌아가는|차례지는|받아 쥐는|실제로 받는|수중에 남는) (?:돈|몫|금액|액수|것)?(?:은|는|이|가)? ?(?:[^,.]{0,12})$/u,
      "keeps",
    ],
    [/(?:바치는|떼이는|떼는|뜯기는|상납하는|납부하는) (?:돈|금액|몫|액수|것)(?:은|는|이|가) (?:[^,.]{0,12})$/u, "yields"],
    [/(?:고용하는|쓰는|고용) (?:데는?|비용은?|데 드는 비용은?|값은) (?:[^,.]{0,12})$/u, "hires"],
    [/(?:고용하면|쓰면|데려오면|채용하면) (?:[^.]{0,14})$/u, "hires"],
  ],
  verbBehind: true,
  bribe: /뇌물|뒷돈|찔러|고이[고는]|고여|고인 |몰래|간부에게|담당자에게|의사에게|보위원에게|잘 봐|눈감아/u,
  permit: /여권|출국 ?허가|수속|비자|사증|증명서|통행증|허가증|서류/u,
  hiring: /고용|채용|인건비|노무비|쓰면|데려오/u,
  cut: /떼|공제|제하|빼고|나머지|남는|상납/u,
  family: /(?:가족|집|부모|친정|고향|자식|어머니)(?:에|에게|한테|으로)[^.]{0,24}$/u,
  saved: /^(?:을|를|가량을|정도를|쯤)?(?:을|를)? ?(?:모아|모았|모은|저축|저금|벌어 돌아|들고 돌아|들고 귀국|쥐고 돌아)/u,
  home: /귀국|돌아온|돌아와|돌아갔|귀환/u,
  total: /(?:모두|전부|총|다 합쳐|통틀어|합쳐서|통산)[^,.]{0,6}$/u,
  toWorker:
    /^(?:을|를|씩|만|가량을|정도를)?(?:을|를)? ?(?:[가-힣]{2,4} )?(?:노동자|근로자|본인|여성|개인)(?:들)?(?:에게|한테|의 손|이|가)/u,
  rest: /나머지 ?(?:인 |는 |은 )?$/u,
  coming:
    /(?:오|가|들어오|나가|넘어가|파견|보내|투입|입국|받아들|채용|고용|데려오|데려올|들여오|늘|증원)[^,.]{0,14}?(?:예정|계획|방침|전망|기로|려고|것으로 (?:예상|내다|전망|보)|겠다|준비)/u,
  groups:
    /^(?:씩)?(?:으로 (?:된|구성된|이뤄진|짜인))? ?(?:[가-힣]{1,3} )?(?:\d+)?(?:개 )?(?:조|팀|무리|그룹|대열)(?:가|로|를|이|으로|씩|에| )|^(?:씩)? ?(?:단위로|씩 무리)/u,
  groupsBefore:
    /(?:한 조에?|조마다|조별로|한 팀에?|한 번에|한번에|한 차에|버스 한 대에|매번|무리마다|감독 한 명(?:이|당)|인솔자 한 명(?:이|당)) (?:[^,.]{0,6})$/u,
  siteBehind:
    /^(?:의 (?:북한 )?(?:노동자|근로자|여성|인력)(?:이|가|을|를)? ?(?:일하는|있는|고용한|둔|머무는|근무하는)?|이|가|을)? ?(?:이던|였던|인|이라면|이라 치면|일하는|있는|있던|둔|고용한|근무하는|쓰는) ?(?:[가-힣]{0,6} )?(?:공장|업체|회사|식당|작업장|현장|기업|농장|양식장)/u,
  siteBefore:
    /(?:공장|업체|회사|식당|작업장|현장|농장|양식장|기숙사|호텔|병원)(?:이|은|는|가|에는?|에서는?|에만|에도|엔) (?:[^,.]{0,24})$/u,
  allSites: /(?:공장|업체|식당)(?:들)? 전체|공장들(?:에|을)|전체 공장|모든 공장|곳곳의|여러 공장|공장들/u,
  left: /^(?:만|밖에|이|은|는)? ?(?:남|안 남|남아)/u,
  leftBefore: /(?:남은 (?:사람|노동자|인원|인력)(?:은|는|이) |아직 |이제 )$/u,
};

const japanese: Roles = {
  actors: {
    host: "企業|会社|工場|経営者|雇い主|雇用主|社長|中国側|ロシア側|業者|受け入れ先|オーナー|店主|元請け|施工会社|発注元|事業主",
    state:
      "当局|国家|国|政府|党|平壌|政権|北朝鮮側|大使館|領事館|貿易会社|派遣会社|北朝鮮の会社|朝鮮の会社|北朝鮮会社|保衛部|国家保衛省|本国|代表部|北",
    handler: "幹部|管理職|支配人|責任者|監督|ブローカー|仲介人|仲介業者|管理人|班長|引率者|保衛員|役人|検査官|医師|担当者",
    worker: "労働者|女性|本人|従業員|作業員|人|家族|申請者|候補者|自分|彼ら|彼女ら|縫製工|一人一人|娘|手元|懐",
  },
  subject: "(?:たち|ら|側)?(?:は|が|も)",
  recipient: /(?:たち|ら)?(?:に|へ|に対し(?:て)?)/u,
  verbs: [
    [
      /^(?:を|ずつ|ずつを|まで)?(?:、)?(?:毎月|さらに|追加で|党に|国に|国家に|当局に|平壌に)?(?:納め|上納|献金|差し出|拠出|寄付|供出|貢)/u,
      "yields",
    ],
    [
      /^(?:を|ずつ|ずつを|が|は|も)?(?:さらに|先に|まず|毎月)?(?:差し引|天引き|取り上げ|徴収|没収|抜き|抜く|抜かれ|引か|引き|ピンハネ|取ら|取り|取る|取って|控除|吸い上げ|巻き上げ|懐に入れ|着服|搾取|ピンはね)/u,
      "takes",
    ],
    [/^(?:が|だけが?|しか|は|も|のみ)?(?:手元に|手もとに|本人に)?(?:残る|残ら|残り|残った|残して|渡る|渡ら|手に入|手にす|届)/u, "keeps"],
    [/^(?:を|だけ|しか|だけを|も)?(?:受け取|もら|得|稼|手にし|支給され)/u, "receives"],
    [
      /^(?:を|ずつ|ずつを|も|が|だけ)?(?:毎月|月々|直接|別に|[^、。]{1,8}に)?(?:送る|送っ|送り|支払|払|支給し|支給す|渡し|渡す|出し|出す|負担|送金)/u,
      "gives",
    ],
    [/^(?:が|は|も|ほど|で|だけ)?(?:かか|必要|要る|要し|済む|済み|済んで|で雇え|あれば雇え|ですむ|で足り)/u, "costs"],
  ],
  topics: [
    [/(?:払う|支払う|支払っている|渡す|負担する)(?:のは|額は|金額は|金は|賃金は)、?(?:[^、。]{0,10})$/u, "gives"],
    [
      /(?:手元に残る|手に残る|本人に渡る|手にする|懐に入る|実際に受け取る|受け取れる|手取り|残る)(?:のは|額は|金額は|金は|分は|は)?、?(?:[^、。]{0,10})$/u,
      "keeps",
    ],
    [/(?:納める|上納する|取られる|引かれる|天引きされる|徴収される)(?:のは|額は|金額は|金は|分は)、?(?:[^、。]{0,10})$/u, "yields"],
    [/(?:雇う|雇用する)(?:のに|費用は|コストは|には|のは)、?(?:[^、。]{0,10})$/u, "hires"],
    [/(?:(?:北朝鮮の?|朝鮮の?)(?:人|労働者|女性|従業員)なら|雇えば|雇用すれば|使えば|雇うと)、?(?:[^、。]{0,12})$/u, "hires"],
  ],
  verbBehind: true,
  bribe: /賄賂|わいろ|袖の下|裏金|付け届け|便宜|口利き|見逃|目こぼし/u,
  permit: /旅券|パスポート|出国許可|手続き|ビザ|査証|証明書|通行証|許可証|書類/u,
  hiring: /雇|人件費|採用|労務費/u,
  cut: /差し引|天引き|引かれ|取り分|残り|控除|除く|残る|取り上げ/u,
  family: /(?:家族|親|実家|家|故郷|子ども|母親)(?:に|へ|のもとに)[^。]{0,20}$/u,
  saved: /^(?:を|ほどを|程度を)?(?:貯め|ため|蓄え|貯金|持ち帰|手に帰国|持って帰)/u,
  home: /帰国|戻った|帰った|帰還/u,
  total: /(?:全部で|総額|合計|合わせて|計|通算)[^、。]{0,4}$/u,
  toWorker: /^(?:を|ずつ|だけ|ほどを)?(?:を)?(?:労働者|本人|女性|従業員|個人)(?:たち|ら)?(?:に|が|の手)/u,
  rest: /(?:残り|残る|残りの)$/u,
  coming: /(?:来|行|入|派遣|送|受け入れ|雇|増|迎え|渡)[^、。]{0,14}?(?:予定|計画|方針|見通し|見込み|ことになって|ことで合意|つもり|考え)/u,
  groups:
    /^(?:ずつ)?(?:の|で|から成る|ほどの)?(?:\d+|数|[一二三四五六七八九十])?(?:組|グループ|班|団|集団|チーム|陣|隊)(?!合|織)|^(?:ずつ)?(?:単位で|ずつ組)/u,
  groupsBefore:
    /(?:1組|1グループ|1班|一度に|1回に|一回に|バス1台に|監督1人が|引率者1人が|各班|各グループ)(?:は|に|で|当たり|につき|あたり)?(?:出発するのは|移動するのは|送られるのは)?(?:[^、。]{0,4})$/u,
  siteBehind:
    /^(?:の(?:北朝鮮)?(?:労働者|女性|従業員|作業員)?(?:たち)?)?(?:が|を|いる|の)?(?:働く|働いている|いる|いた|勤める|雇う|雇っている|抱える|雇用する|暮らす)?(?:とする)?(?:別の|小さな|ある)?(?:工場|会社|企業|店|現場|食堂|事業所|農場|作業場|縫製工場)/u,
  siteBefore:
    /(?:工場|会社|企業|店|現場|食堂|事業所|農場|寮|宿舎|ホテル|病院|レストラン)(?:は|には|では|に|で|が|にも|にだけ)、?(?:[^、。]{0,30})$/u,
  allSites: /全体の工場|工場全体|全工場|各地の工場|全ての工場|すべての工場|工場群|複数の工場|工場で働くのは/u,
  left: /^(?:しか|だけが?|が|のみ)?(?:残|い(?:ない|なくな))/u,
  leftBefore: /(?:残るのは|残っているのは|残りは)$/u,
};

const chinese: Roles = {
  actors: {
    host: "企业|公司|工厂|老板|雇主|厂方|厂家|中方|俄方|业主|用工单位|老闆|包工头|店主|承包商|甲方|企業",
    state: "当局|国家|政府|党|平壤|政权|朝方|朝鲜方面|大使馆|领事馆|贸易公司|派遣公司|朝鲜公司|上面|保卫部|代表部|朝鲜当局|中央",
    handler: "干部|管理人员|经理|负责人|监工|中介|经纪人|领队|官员|带队|管理者|检查官|医生|领班|经办人",
    worker: "工人|劳工|女工|女性|本人|员工|工友|妇女|个人|家属|申请人|我们|他们|她们|自己|每人|每个人|人们|劳动者|服务员",
  },
  subject: "(?:们)?",
  recipient: /(?:给|向|为|付给|交给|送给)/u,
  verbs: [
    [/(?:上缴|上交|缴纳|交纳|缴|捐|献|多交|再交|要交|须交|得交|交出|交给国家|交)(?:了|出|给\S{1,6})?$/u, "yields"],
    [/(?:扣除|扣掉|扣下|克扣|再扣|扣去|抽走|抽取|抽成|拿走|收走|没收|取走|收取|征收|截留|侵吞|扣|抽)(?:了|去|掉)?$/u, "takes"],
    [
      /(?:到手|落到手里|拿到手|剩下?|留下|落下|自己留|只能留|手里只剩|归自己|实得|实际拿到|实际领到)(?:的?(?:只有|仅|约|不过|是|就)?)?$/u,
      "keeps",
    ],
    [/(?:领到|拿到|领取|领|挣|赚|得到|收到|拿|获得|收入)(?:了|着)?$/u, "receives"],
    [/(?:支付|付给\S{0,6}|付|发给\S{0,6}|发|给|支出|出|开出|掏)(?:了|出|的是)?$/u, "gives"],
    [/(?:花费|需要|需|要花|得花|花|要|只需|只要|成本是|成本为|费用为|费用是)(?:了)?$/u, "costs"],
  ],
  topics: [
    [
      /(?:到工人手里|到手|落到工人手里|到本人手里|工人实际拿到|实际拿到|实际领到|能拿到手|真正到手)的?(?:钱)?(?:只有|仅有|仅|是|为|约|只|就|不过|也就)?$/u,
      "keeps",
    ],
    [/(?:支付|付给|付|出)的(?:钱|费用|工资|金额)?(?:是|为|约)?$/u, "gives"],
    [/(?:上缴|上交|缴纳|交)的(?:钱|金额)?(?:是|为|约)?$/u, "yields"],
    [/(?:朝鲜|北韩)(?:员工|工人|女工|人|妇女)(?:只要|只需|每月只要|一个月只要|只需要)$/u, "hires"],
    [
      /(?:雇用?|雇佣|用|招)(?:一名|一个)?(?:朝鲜|北韩)[^，。]{0,6}(?:[，,]|的(?:成本|费用)(?:是|为)?|每月|只要|只需|需要?|要|花)?[^，。]{0,6}$/u,
      "hires",
    ],
  ],
  verbBehind: false,
  bribe: /贿|好处费|红包|送礼|打点|疏通|塞|给(?:干部|领导|官员|经办人|负责人)[^，。]{0,6}送|通融|关照/u,
  permit: /护照|出境许可|出国许可|手续|签证|证明|通行证|许可证|证件|办证/u,
  hiring: /雇|用工|成本|人工|招工|就够|即可|就行/u,
  cut: /扣|抽成|剩|拿走|其余|上缴|没收|到手/u,
  family:
    /(?:家里|家人|家属|家中|父母|老家|家)(?:寄|汇|捎|送|带)(?:回|去|了|钱)?$|(?:给|向|往)(?:家里|家人|家属|父母|老家)(?:寄|汇|捎|送|带)?(?:回|去|了)?$|(?:寄|汇)(?:回家|给家人|给家里|给家属)$/u,
  saved: /(?:攒下?|积攒|存下|攒了|存了|带回)(?:了|来)?$/u,
  home: /回国|归国|返乡|回来/u,
  total: /(?:总共|一共|合计|总计|共|全部加起来)(?:只|才|就|仅)?(?:拿到|领到|得到|攒下|带回|挣|有)?(?:了)?$/u,
  toWorker: /^(?:[^，。]{0,4})?(?:发给|给|交给|归)(?:工人|本人|女工|个人)/u,
  rest: /(?:剩下的?|其余的?|余下的?)(?:的)?$/u,
  coming:
    /(?:将|计划|拟|预计|打算|准备|还要|还将|即将|有望|同意|承诺)(?:[^，。]{0,10})(?:派|接收|接受|招|来|增|引进|雇|送|达到|安排|输出|吸收)[^，。]{0,8}$/u,
  groups: /^(?:的)?(?:一|为一|成一|分成?一?)?(?:批|组|队|小组|团|拨)(?!判)|^(?:为一组|一组|一批|一队|分批)/u,
  groupsBefore:
    /(?:每批|每组|每队|每次|一批|一组|一队|每车|每辆车|每辆大巴|一名监工|一次|分批|监工一人|每名监工)(?:有|约|为|来|走|是|大约|各|管|带|坐|载|负责)?(?:[^，。]{0,3})$/u,
  siteBehind: /^(?:的|朝鲜工人的|朝鲜女工的|工人的|女工的|人的)(?:[^，。]{0,6})?(?:工厂|公司|餐厅|厂|工地|企业|作坊|农场)/u,
  siteBefore:
    /(?:工厂|公司|餐厅|厂|厂里|工地|企业|作坊|农场|宿舍|酒店|医院|餐馆)(?:里|内|中|上)?(?:现在|目前|原先|还|共|又|曾|就|仍)?(?:有|雇有|雇用了?|雇了|雇佣了?|用了|住着|容纳|安排了|安置了|招了)(?:[^，。]{0,4})$/u,
  allSites: /各工厂|各厂|全部工厂|所有工厂|各家工厂|工厂共|各地工厂|多家工厂/u,
  left: /^(?:留下|还在|留在)/u,
  leftBefore: /(?:只剩下?|仅剩下?|还剩下?|剩下?|只留下?|还有)$/u,
};

const tables: Readonly<Record<Exclude<Language, "en">, Roles>> = { ko: korean, ja: japanese, zh: chinese };
const order: readonly Actor[] = ["handler", "state", "host", "worker"];
const compiled = new Map<Language, Readonly<Record<Actor, RegExp>>>();

function actorsOf(language: Exclude<Language, "en">): Readonly<Record<Actor, RegExp>> {
  let made = compiled.get(language);
  if (made === undefined) {
    const { actors, subject } = tables[language];
    // Whom a sum is for is not who gives it: "为每人支付".
    made = Object.fromEntries(order.map((one) => [one, new RegExp(`(?<![为给向对从])(?:${actors[one]})${subject}`, "gu")])) as Record<
      Actor,
      RegExp
    >;
    compiled.set(language, made);
  }
  return made;
}

export type CjkContext = {
  readonly folded: string;
  readonly language: Exclude<Language, "en">;
  readonly at: Stretch & { readonly numberStart: number; readonly numberEnd: number };
  readonly clause: Stretch;
  readonly sentence: Stretch;
  readonly before: Stretch | null;
  /** Another sum was named before in this or the last sentence. */
  readonly payNamed: boolean;
  /** The question this sentence answers. */
  readonly asked: Stretch | null;
};

/** What the roles make of a number of people, or null. */
export function cjkPeople(
  context: CjkContext,
): "group_size" | "workers_at_site" | "workers_abroad_stock" | "workers_planned" | "remainder" | null {
  const { folded, language, at, clause, sentence } = context;
  const say = tables[language];
  const behind = folded.slice(at.end, Math.min(sentence.end, at.end + 40));
  const front = folded.slice(Math.max(clause.start, at.start - 40), at.start);
  const near = folded.slice(Math.max(sentence.start, at.start - 40), at.start);
  const own = folded.slice(at.start, at.end);
  if (say.groups.test(behind) || say.groupsBefore.test(near) || /(?:每批|每组|每队|每次)/u.test(own)) return "group_size";
  if (say.allSites.test(folded.slice(clause.start, at.numberStart))) return "workers_abroad_stock";
  if (say.siteBehind.test(behind)) return "workers_at_site";
  const isComing = say.verbBehind
    ? say.coming.test(folded.slice(at.end, Math.min(clause.end, at.end + 50)))
    : say.coming.test(folded.slice(clause.start, at.start));
  if (isComing && !isReturn.test(folded.slice(clause.start, clause.end))) return "workers_planned";
  if (say.left.test(behind) || say.leftBefore.test(near)) return "remainder";
  if (say.siteBefore.test(front)) return "workers_at_site";
  return null;
}

const isReturn = /귀국|송환|돌려보|철수|돌아가|돌아갈|帰国|送還|戻|帰|撤収|回国|遣返|送回|撤/u;

/** Whether a share is the worker's or the state's, or null. */
export function cjkShare({ folded, language, at, clause, sentence }: CjkContext): "state_share" | "worker_share" | null {
  const say = tables[language];
  const front = folded.slice(Math.max(sentence.start, at.start - 40), at.start);
  const behind = folded.slice(at.end, Math.min(sentence.end, at.end + 40));
  if (/(?:노동자|본인|개인)(?:의)? ?몫(?:은|이)|(?:本人|労働者)の取り分は|工人(?:的)?(?:所得|份额|分得)/u.test(front))
    return "worker_share";
  const part = partOf(say, front, behind, folded.slice(at.start, at.numberStart));
  const actor = subjectOf(language, folded.slice(clause.start, at.start));
  if (part === "keeps") return "worker_share";
  if (part === "receives") return actor === "state" || actor === "handler" ? "state_share" : "worker_share";
  if (part === "takes") return actor === "worker" ? "worker_share" : "state_share";
  if (part === "yields" || (part === "gives" && actor === "worker")) return "state_share";
  return null;
}

/** What the roles of payer and receiver make of a sum, or null. */
export function cjkMoney(context: CjkContext): string | null {
  const { folded, language, at, clause, sentence, before } = context;
  const say = tables[language];
  const front = folded.slice(Math.max(sentence.start, at.start - 60), at.start);
  const behind = folded.slice(at.end, Math.min(sentence.end, at.end + 40));
  const bare = front.replace(/(?:大约|约|每年|每月|一年|约合|1년에|매년|매달|연간|해마다|年間?|毎年|毎月|月)+\s?$/u, "");
  const sends = /^[^,、，。.]{0,8}(?:보내|보낸|보냈|부치|부친|부쳤|송금|送|仕送り)/u.test(behind);
  if (/给(?:干部|领导|官员|经办人|负责人)[^，。]{0,6}送$/u.test(bare)) return "bribe";
  if (say.family.test(bare) && (sends || !say.verbBehind)) return "remittance";
  if (say.saved.test(say.verbBehind ? behind : bare)) return "lump_sum_settlement";
  if (
    say.total.test(folded.slice(Math.max(sentence.start, at.numberStart - 20), at.numberStart)) &&
    say.home.test(folded.slice(sentence.start, at.start))
  )
    return "lump_sum_settlement";
  // What the contract says, with a cut behind it, is the pay before any cut.
  if (
    /계약서|계약상|契約書|契約では|契約上|合同/u.test(folded.slice(clause.start, at.start)) &&
    say.cut.test(folded.slice(clause.end, sentence.end))
  )
    return "labour_cost_paid_monthly";
  const part = partOf(say, front, behind, folded.slice(at.start, at.numberStart));
  if (part === null) return say.rest.test(front) && context.payNamed ? "wage_received_monthly" : null;
  const words = `${context.asked === null ? "" : folded.slice(context.asked.start, context.asked.end)}${folded.slice(sentence.start, sentence.end)}`;
  const actor = subjectOf(language, folded.slice(sentence.start, at.start));
  const isCut = say.cut.test(folded.slice(before?.start ?? sentence.start, at.start));
  switch (part) {
    case "takes":
      return actor === "host" ? null : "state_levy";
    case "yields":
      return say.permit.test(words) && !/상납|헌금|충성|上納|忠誠|上缴|忠诚/u.test(words)
        ? "permit_fee"
        : say.bribe.test(words)
          ? "bribe"
          : "state_levy";
    case "keeps":
      return isCut || context.payNamed ? "wage_received_monthly" : null;
    case "receives":
      return actor === "handler" || actor === "state" ? null : isCut && context.payNamed ? "wage_received_monthly" : null;
    case "gives":
      // "지급되는", "支払われる": nobody is said to give.
      if (/^[^,、，。.]{0,8}(?:지급되|지급됐|지불되|支払われ|支給され|渡され)/u.test(behind)) return null;
      if (say.bribe.test(words)) return "bribe";
      if (context.payNamed && (say.rest.test(front) || (say.toWorker.test(behind) && isCut))) return "wage_received_monthly";
      if (say.permit.test(words) && actor !== "host") return "permit_fee";
      if (actor === "host") return "labour_cost_paid_monthly";
      return actor === "worker" ? "state_levy" : null;
    case "hires":
      return "labour_cost_paid_monthly";
    case "costs":
      if (say.bribe.test(words)) return "bribe";
      if (say.permit.test(words) && !say.hiring.test(words)) return "permit_fee";
      return say.hiring.test(words) ? "labour_cost_paid_monthly" : null;
  }
}

function partOf(say: Roles, front: string, behind: string, own: string): Part | null {
  for (const [pattern, part] of say.topics) if (pattern.test(front)) return part;
  // Chinese: the verb stands right in front of the sum, or was read into it with its hedge ("每月领 500元").
  const stretch = say.verbBehind
    ? behind
    : `${front}${own}`.replace(
        /(?:其中的?|当中|每月|每年|每人|人民币|大约|约|至少|只|仅|的|共|近|将近|超过|不到|最多|一个月|也就|有|再|为|还)+$/u,
        "",
      );
  for (const [pattern, part] of say.verbs) if (pattern.test(stretch)) return part;
  return null;
}

/** The class of the actor nearest in front that is marked as the subject. */
function subjectOf(language: Exclude<Language, "en">, words: string): Actor | null {
  let best: { readonly actor: Actor; readonly at: number } | null = null;
  for (const actor of order) {
    for (const hit of words.matchAll(actorsOf(language)[actor])) {
      const end = hit.index + hit[0].length;
      if (best === null || end > best.at) best = { actor, at: end };
    }
  }
  return best?.actor ?? null;
}
