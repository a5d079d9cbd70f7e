/**
 * Chinese in its traditional signs, written in the simplified ones the word tables use, one for one, so that offsets hold.
 * What a reader would get wrong: this is no conversion of Chinese, only of the signs that words for numbers, times, units and sums are made of.
 */
const traditional =
  "個週禮後這點時鐘內過從號曆節於與間萬億兩負餘歲幣鎊圓塊錢歐韓盧銖紐亞國蘭爾達馬賓臺羅聯維烏倫麥頃畝噸碼釐滿農陰陽舊臘聖誕復勞動婦兒師慶親將來幾數當遲雙單剛約張隻條輛樓層頁處為屬產銷紀夠華紅長寬溫氣攝讀緊";
const simplified =
  "个周礼后这点时钟内过从号历节于与间万亿两负余岁币镑圆块钱欧韩卢铢纽亚国兰尔达马宾台罗联维乌伦麦顷亩吨码厘满农阴阳旧腊圣诞复劳动妇儿师庆亲将来几数当迟双单刚约张只条辆楼层页处为属产销纪够华红长宽温气摄读紧";
const signs: ReadonlyMap<string, string> = new Map([...traditional].map((sign, index) => [sign, simplified.charAt(index)]));
const anySign = new RegExp(`[${traditional}]`, "g");

export function inSimplifiedSigns(text: string): string {
  return text.replace(anySign, (sign) => signs.get(sign) ?? sign);
}
