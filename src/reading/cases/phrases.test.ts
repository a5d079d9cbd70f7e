import { describe, expect, test } from "vitest";
import { readCase } from "./index.ts";

/**
 * Expressions a native speaker would use, with answers the program gave and a person read through, mending or dropping what was wrong: the words found, then each reading as its timex, its bound and its days.
 * English is said on Monday 7 November 2016, the others on Thursday 30 August 2018. The end of a span is the day after it.
 */
const said = { en: "2016-11-07T00:00:00", ko: "2018-08-30T00:00:00", ja: "2018-08-30T00:00:00", zh: "2018-08-30T00:00:00" } as const;
type Row = readonly [text: string, words: string, ...readings: string[]];
const phrases: Readonly<Record<keyof typeof said, readonly Row[]>> = {
  en: [
    ["on the 5th", "the 5th", "XXXX-XX-05 2016-11-05", "XXXX-XX-05 2016-12-05"],
    ["Jan 5 19.", "jan 5 19", "2019-01-05 2019-01-05"],
    ["5-Jan-19", "5-jan-19", "2019-01-05 2019-01-05"],
    ["the first Friday in July", "the first friday in july", "XXXX-07-WXX-5-#1 2016-07-01", "XXXX-07-WXX-5-#1 2017-07-07"],
    ["the last Friday of the month", "the last friday of the month", "2016-11-WXX-5-#5 2016-11-25"],
    ["Monday the 14th", "monday the 14th", "2016-11-14 2016-11-14"],
    ["the day before yesterday", "the day before yesterday", "2016-11-05 2016-11-05"],
    ["two days after tomorrow", "two days after tomorrow", "2016-11-10 2016-11-10"],
    ["a week from Friday", "a week from friday", "2016-11-18 2016-11-18"],
    ["two Sundays from now", "two sundays from now", "2016-11-20 2016-11-20"],
    ["3 Fridays ago", "3 fridays ago", "2016-10-21 2016-10-21"],
    ["next day", "next day", "2016-11-08 2016-11-08"],
    ["10 business days from now", "10 business days from now", "2016-11-21 2016-11-21"],
    ["the week before Christmas", "the week before christmas", "2016-12-18 2016-12-18"],
    ["three months after Easter", "three months after easter", "2017-07-16 2017-07-16"],
    ["on boxing day", "boxing day", "XXXX-12-26 2015-12-26", "XXXX-12-26 2016-12-26"],
    ["on ash wednesday", "ash wednesday", "XXXX 2016-02-10", "XXXX 2017-03-01"],
    ["on MLK day 2018", "mlk day 2018", "2018-01-15 2018-01-15"],
    ["Christmas next year", "christmas next year", "2017-12-25 2017-12-25"],
    ["on Easter Saturday", "easter saturday", "XXXX 2016-03-26", "XXXX 2017-04-15"],
    ["Memorial Day weekend 2018", "memorial day weekend 2018", "2018-W21-WE 2018-05-26/2018-05-29"],
    ["the 1970s", "the 1970s", "(1970-01-01,1980-01-01,P10Y) 1970-01-01/1980-01-01"],
    ["the summer of '69", "summer of '69", "1969-SU"],
    ["every single day", "every single day", "P1D"],
    ["every third day", "every third day", "P3D"],
    ["every 2nd week", "every 2nd week", "P2W"],
    ["two-and-a-half years", "two-and-a-half years", "P2.5Y 78840000"],
    ["open till Friday", "till friday", "XXXX-WXX-5 before ../2016-11-04", "XXXX-WXX-5 before ../2016-11-11"],
    ["next Thanksgiving", "next thanksgiving", "2016-11-24 2016-11-24"],
    ["the following week", "following week", "2016-W46 2016-11-14/2016-11-21"],
    ["the year after next", "the year after next", "2018 2018-01-01/2019-01-01"],
    ["this fortnight", "this fortnight", "(2016-11-07,2016-11-21,P2W) 2016-11-07/2016-11-21"],
    ["the past two decades", "the past two decades", "(1990-01-01,2010-01-01,P20Y) 1990-01-01/2010-01-01"],
    ["the next decade", "the next decade", "(2020-01-01,2030-01-01,P10Y) 2020-01-01/2030-01-01"],
    ["last century", "last century", "(1900-01-01,2000-01-01,P100Y) 1900-01-01/2000-01-01"],
    ["in the nineteen-eighties", "the nineteen-eighties", "(1980-01-01,1990-01-01,P10Y) 1980-01-01/1990-01-01"],
    ["in the noughties", "the noughties", "(XX00-01-01,XX10-01-01,P10Y) 2000-01-01/2010-01-01"],
    ["the two thousands", "the two thousands", "(2000-01-01,2010-01-01,P10Y) 2000-01-01/2010-01-01"],
    ["early summer", "early summer", "SU start"],
    ["the winter of last year", "winter of last year", "2015-WI"],
    ["this fall", "this fall", "2016-FA"],
    ["2016-q3", "2016-q3", "(2016-07-01,2016-10-01,P3M) 2016-07-01/2016-10-01"],
    ["the third quarter of next year", "the third quarter of next year", "(2017-07-01,2017-10-01,P3M) 2017-07-01/2017-10-01"],
    ["the second half of 2016", "the second half of 2016", "(2016-07-01,2017-01-01,P6M) 2016-07-01/2017-01-01"],
    ["late last year", "late last year", "2015 end 2015-07-01/2016-01-01"],
    ["mid-march 2016", "mid-march 2016", "2016-03 mid 2016-03-10/2016-03-21"],
    ["at the end of next month", "end of next month", "2016-12 end 2016-12-16/2017-01-01"],
    ["the remainder of the year", "the remainder of the year", "(2016-11-07,2017-01-01,P55D) 2016-11-07/2017-01-01"],
    ["earlier this week", "earlier this week", "2016-W45 2016-11-07/2016-11-10"],
    ["within 3 weeks of Christmas", "within 3 weeks of christmas", "(2016-12-25,2017-01-15,P3W) 2016-12-25/2017-01-15"],
    ["two weeks hence", "two weeks hence", "(2016-11-08,2016-11-22,P2W) 2016-11-08/2016-11-22"],
    ["more than 3 weeks ago", "more than 3 weeks ago", "2016-10-17 before ../2016-10-17"],
    ["less than 3 weeks ago", "less than 3 weeks ago", "(2016-10-17,2016-11-07,P3W) 2016-10-17/2016-11-07"],
    [
      "from 4 to 22 January",
      "from 4 to 22 january",
      "(XXXX-01-04,XXXX-01-22,P18D) 2016-01-04/2016-01-22",
      "(XXXX-01-04,XXXX-01-22,P18D) 2017-01-04/2017-01-22",
    ],
    ["1/5/2016-1/7/2016", "1/5/2016-1/7/2016", "(2016-01-05,2016-01-07,P2D) 2016-01-05/2016-01-07"],
    [
      "between Thanksgiving and Christmas",
      "between thanksgiving and christmas",
      "(XXXX-11-WXX-4-4,XXXX-12-25,P29D) 2015-11-26/2015-12-25",
      "(XXXX-11-WXX-4-4,XXXX-12-25,P31D) 2016-11-24/2016-12-25",
    ],
    [
      "from early March to late May",
      "from early march to late may",
      "(XXXX-03-01,XXXX-06-01,P3M) 2016-03-01/2016-06-01",
      "(XXXX-03-01,XXXX-06-01,P3M) 2017-03-01/2017-06-01",
    ],
    ["during 1999-2001", "during 1999-2001", "(1999-01-01,2001-01-01,P2Y) 1999-01-01/2001-01-01"],
    ["no later than Friday", "no later than friday", "XXXX-WXX-5 before ../2016-11-04", "XXXX-WXX-5 before ../2016-11-11"],
    ["on or before March 3rd", "on or before march 3rd", "XXXX-03-03 until ../2016-03-03", "XXXX-03-03 until ../2017-03-03"],
    ["until the end of 2016", "until the end of 2016", "2016 before-end ../2017-01-01"],
    ["in advance of 2018", "in advance of 2018", "2018 before ../2018-01-01"],
    ["not earlier than March 3rd", "not earlier than march 3rd", "XXXX-03-03 since 2016-03-03/..", "XXXX-03-03 since 2017-03-03/.."],
    ["2016 and above", "2016 and above", "2016 since 2016-01-01/.."],
    ["around March 3rd", "around march 3rd", "XXXX-03-03 approx 2016-03-03", "XXXX-03-03 approx 2017-03-03"],
    ["that week", "that week", "XXXX-WXX ref_undef 2016-11-07/2016-11-14"],
    ["another hour", "another hour", "PT1H 3600"],
    ["some days", "some days", "P3D 259200"],
    ["a full year", "full year", "P1Y 31536000"],
    ["every other week", "every other week", "P2W"],
    ["once a month", "once a month", "P1M"],
    ["any Friday", "any friday", "XXXX-WXX-5"],
    ["tri-weekly", "tri-weekly", "P3W"],
    ["mornings", "mornings", "TMO"],
    ["3pm every day", "3pm every day", "T15"],
    ["every January 1st", "every january 1st", "XXXX-01-01"],
    ["twice a month", "twice a month", "P1M"],
  ],
  ko: [
    ["올 여름에", "올 여름", "2018-SU"],
    ["2019년 1월 5일", "2019년 1월 5일", "2019-01-05 2019-01-05"],
    ["이천십구년 일월 오일", "이천십구년 일월 오일", "2019-01-05 2019-01-05"],
    ["3월 5일(금)", "3월 5일(금)", "XXXX-03-05 2018-03-05", "XXXX-03-05 2019-03-05"],
    ["내달 5일", "내달 5일", "2018-09-05 2018-09-05"],
    ["재작년", "재작년", "2016 2016-01-01/2017-01-01"],
    ["다다음 주", "다다음 주", "2018-W37 2018-09-10/2018-09-17"],
    ["저번 달", "저번 달", "2018-07 2018-07-01/2018-08-01"],
    ["내일모레", "내일모레", "2018-09-01 2018-09-01"],
    ["엊그제", "엊그제", "2018-08-28 2018-08-28"],
    ["오는 금요일", "오는 금요일", "2018-08-31 2018-08-31"],
    ["지난 수요일", "지난 수요일", "2018-08-29 2018-08-29"],
    ["금요일 5일", "금요일 5일", "XXXX-WXX-5 2018-01-05", "XXXX-WXX-5 2018-10-05"],
    ["사흘 전", "사흘 전", "2018-08-27 2018-08-27"],
    ["두 달 후", "두 달 후", "2018-10-30 2018-10-30"],
    ["3개월 내로", "3개월 내로", "(2018-08-30,2018-11-30,P3M) 2018-08-30/2018-11-30"],
    ["지난 3년간", "지난 3년간", "(2015-08-30,2018-08-30,P3Y) 2015-08-30/2018-08-30"],
    ["앞으로 2주 동안", "앞으로 2주", "(2018-08-31,2018-09-14,P2W) 2018-08-31/2018-09-14"],
    ["3월 초", "3월 초", "XXXX-03 start 2018-03-01/2018-03-16", "XXXX-03 start 2019-03-01/2019-03-16"],
    ["다음 달 말", "다음 달 말", "2018-09 end 2018-09-16/2018-10-01"],
    ["월말", "월말", "2018-08 end 2018-08-16/2018-09-01"],
    ["2018년 중반", "2018년 중반", "2018 mid 2018-05-01/2018-09-01"],
    ["작년 하반기", "작년 하반기", "(2017-07-01,2018-01-01,P6M) 2017-07-01/2018-01-01"],
    ["내년 1사분기", "내년 1사분기", "(2019-01-01,2019-04-01,P3M) 2019-01-01/2019-04-01"],
    ["지난 분기", "지난 분기", "(2018-04-01,2018-07-01,P3M) 2018-04-01/2018-07-01"],
    ["3월 첫 주", "3월 첫 주", "XXXX-03-W01 2018-02-26/2018-03-05", "XXXX-03-W01 2019-03-04/2019-03-11"],
    ["2018년 첫 달", "2018년 첫 달", "2018-01 2018-01-01/2018-02-01"],
    ["3월 마지막 금요일", "3월 마지막 금요일", "XXXX-03-WXX-5-#5 2018-03-30", "XXXX-03-WXX-5-#5 2019-03-29"],
    ["2018년의 첫 3개월", "2018년의 첫 3개월", "(2018-01-01,2018-04-01,P3M) 2018-01-01/2018-04-01"],
    ["2018년 가을", "2018년 가을", "2018-FA"],
    ["1990년대", "1990년대", "(1990-01-01,2000-01-01,P10Y) 1990-01-01/2000-01-01"],
    ["십구 세기", "십구 세기", "(1800-01-01,1900-01-01,P100Y) 1800-01-01/1900-01-01"],
    ["지난 세기", "지난 세기", "(1900-01-01,2000-01-01,P100Y) 1900-01-01/2000-01-01"],
    ["3~5월", "3~5월", "(XXXX-03-01,XXXX-05-01,P2M) 2018-03-01/2018-05-01", "(XXXX-03-01,XXXX-05-01,P2M) 2019-03-01/2019-05-01"],
    [
      "3월 5일부터 7일까지",
      "3월 5일부터 7일까지",
      "(XXXX-03-05,XXXX-03-07,P2D) 2018-03-05/2018-03-07",
      "(XXXX-03-05,XXXX-03-07,P2D) 2019-03-05/2019-03-07",
    ],
    ["2015년 3월부터 현재까지", "2015년 3월부터 현재까지", "(2015-03-01,2018-08-30,P1278D) 2015-03-01/2018-08-30"],
    ["2018년 이후", "2018년 이후", "2018 after 2019-01-01/.."],
    ["2018년이나 그 이전", "2018년이나 그 이전", "2018 until ../2019-01-01"],
    ["금요일까지", "금요일까지", "XXXX-WXX-5 before ../2018-08-24", "XXXX-WXX-5 before ../2018-08-31"],
    ["2018년 이래", "2018년 이래", "2018 since 2018-01-01/.."],
    ["3월쯤", "3월쯤", "XXXX-03 approx 2018-03-01/2018-04-01", "XXXX-03 approx 2019-03-01/2019-04-01"],
    ["크리스마스 이브", "크리스마스 이브", "XXXX-12-24 2017-12-24", "XXXX-12-24 2018-12-24"],
    ["추수감사절", "추수감사절", "XXXX-11-WXX-4-4 2017-11-23", "XXXX-11-WXX-4-4 2018-11-22"],
    ["크리스마스 3일 전", "크리스마스 3일 전", "2018-12-22 2018-12-22"],
    ["세 시간 반", "세 시간 반", "PT3.5H 12600"],
    ["3일간", "3일간", "P3D 259200"],
    ["석 달 반", "석 달 반", "P3.5M 9072000"],
    ["한 시간 이상", "한 시간 이상", "PT1H more 3600"],
    ["월요일마다", "월요일마다", "XXXX-WXX-1"],
    ["매년 3월 5일", "매년 3월 5일", "XXXX-03-05"],
    ["2주에 한 번", "2주에 한 번", "P2W"],
    ["격월", "격월", "P2M"],
    ["주 3회", "주 3회", "P1W"],
    ["매일 오후 3시", "매일 오후 3시", "T15"],
    ["5월 둘째 주 월요일", "5월 둘째 주 월요일", "XXXX-05-WXX-1-#2 2018-05-14", "XXXX-05-WXX-1-#2 2019-05-13"],
    ["1990년대 초", "1990년대 초", "(1990-01-01,2000-01-01,P10Y) start 1990-01-01/1995-01-01"],
    ["21세기 말", "21세기 말", "(2000-01-01,2100-01-01,P100Y) end 2050-01-01/2100-01-01"],
    ["오일 후", "오일 후", "2018-09-04 2018-09-04"],
    ["10년 전 오늘", "10년 전 오늘", "2008-08-30 2008-08-30"],
    ["작년 오늘", "작년 오늘", "2017-08-30 2017-08-30"],
    ["이번 8월부터", "이번 8월부터", "2018-08 since 2018-08-01/.."],
    ["다음 3월", "다음 3월", "2019-03 2019-03-01/2019-04-01"],
    ["4월 10일이 있는 주", "4월 10일이 있는 주", "XXXX-04-10 2018-04-09/2018-04-16", "XXXX-04-10 2019-04-08/2019-04-15"],
    ["같은 달", "같은 달", "XXXX-XX ref_undef 2018-08-01/2018-09-01"],
    ["1월 3주차", "1월 3주차", "XXXX-01-W03 2018-01-15/2018-01-22", "XXXX-01-W03 2019-01-14/2019-01-21"],
    ["2019년 제1분기", "2019년 제1분기", "(2019-01-01,2019-04-01,P3M) 2019-01-01/2019-04-01"],
    ["14일(금)", "14일(금)", "XXXX-WXX-5 2017-07-14", "XXXX-WXX-5 2018-09-14"],
    ["올해 초에", "올해 초에", "2018 2018-01-01/2018-07-01"],
    ["이달 후반에", "이달 후반에", "2018-08 2018-08-30/2018-09-01"],
    ["늦어도 내일까지", "늦어도 내일까지", "2018-08-31 until ../2018-08-31"],
    ["매일 아침 6시 30분", "매일 아침 6시 30분", "T06:30"],
    ["2018. 12. 5.", "2018. 12. 5", "2018-12-05 2018-12-05"],
    ["구십육년 삼월", "구십육년 삼월", "1996-03 1996-03-01/1996-04-01"],
    ["봄에", "봄", "SP"],
  ],
  ja: [
    ["令和元年5月1日", "令和元年5月1日", "2019-05-01 2019-05-01"],
    ["しあさって", "しあさって", "2018-09-02 2018-09-02"],
    ["一昨年", "一昨年", "2016 2016-01-01/2017-01-01"],
    ["来月5日", "来月5日", "2018-09-05 2018-09-05"],
    ["3月5日(金)", "3月5日(金)", "XXXX-03-05 2018-03-05", "XXXX-03-05 2019-03-05"],
    ["今度の金曜日", "今度の金曜日", "2018-08-31 2018-08-31"],
    ["2週間前", "2週間前", "2018-08-16 2018-08-16"],
    ["1か月以内", "1か月以内", "(2018-08-30,2018-09-30,P1M) 2018-08-30/2018-09-30"],
    ["過去三ヶ月", "過去三ヶ月", "(2018-05-30,2018-08-30,P3M) 2018-05-30/2018-08-30"],
    ["向こう3年", "向こう3年", "(2018-08-31,2021-08-31,P3Y) 2018-08-31/2021-08-31"],
    ["3月の終わり", "3月の終わり", "XXXX-03 end 2018-03-16/2018-04-01", "XXXX-03 end 2019-03-16/2019-04-01"],
    ["2018年半ば", "2018年半ば", "2018 mid 2018-05-01/2018-09-01"],
    ["年始", "年始", "2018 start 2018-01-01/2018-07-01"],
    ["2018年後半", "2018年後半", "(2018-07-01,2019-01-01,P6M) 2018-07-01/2019-01-01"],
    ["来四半期", "来四半期", "(2018-10-01,2019-01-01,P3M) 2018-10-01/2019-01-01"],
    ["3月の最初の月曜日", "3月の最初の月曜日", "XXXX-03-WXX-1-#1 2018-03-05", "XXXX-03-WXX-1-#1 2019-03-04"],
    ["2018年の最初の3か月", "2018年の最初の3か月", "(2018-01-01,2018-04-01,P3M) 2018-01-01/2018-04-01"],
    ["来春", "来春", "2019-SP"],
    ["前世紀", "前世紀", "(1900-01-01,2000-01-01,P100Y) 1900-01-01/2000-01-01"],
    ["3〜5月", "3〜5月", "(XXXX-03-01,XXXX-05-01,P2M) 2018-03-01/2018-05-01", "(XXXX-03-01,XXXX-05-01,P2M) 2019-03-01/2019-05-01"],
    [
      "3月5日から7日",
      "3月5日から7日",
      "(XXXX-03-05,XXXX-03-07,P2D) 2018-03-05/2018-03-07",
      "(XXXX-03-05,XXXX-03-07,P2D) 2019-03-05/2019-03-07",
    ],
    ["2015年3月から現在まで", "2015年3月から現在まで", "(2015-03-01,2018-08-30,P1278D) 2015-03-01/2018-08-30"],
    ["2018年より前", "2018年より前", "2018 before ../2018-01-01"],
    ["2018年またはそれ以降", "2018年またはそれ以降", "2018 since 2018-01-01/.."],
    ["3月頃", "3月頃", "XXXX-03 approx 2018-03-01/2018-04-01", "XXXX-03 approx 2019-03-01/2019-04-01"],
    ["感謝祭", "感謝祭", "XXXX-11-WXX-4-4 2017-11-23", "XXXX-11-WXX-4-4 2018-11-22"],
    ["クリスマスの3日前", "クリスマスの3日前", "2018-12-22 2018-12-22"],
    ["3時間半", "3時間半", "PT3.5H 12600"],
    ["丸一日", "丸一日", "P1D 86400"],
    ["3日を超える", "3日を超える", "P3D more 259200"],
    ["毎朝", "毎朝", "TMO"],
    ["毎年3月5日", "毎年3月5日", "XXXX-03-05"],
    ["週に3回", "週に3回", "P1W"],
    ["2か月おきに", "2か月おきに", "P2M"],
    ["隔月", "隔月", "P2M"],
  ],
  zh: [
    ["二零一九年一月五日", "二零一九年一月五日", "2019-01-05 2019-01-05"],
    ["大前天", "大前天", "2018-08-27 2018-08-27"],
    ["下下个月", "下下个月", "2018-10 2018-10-01/2018-11-01"],
    ["上个礼拜五", "上个礼拜五", "2018-08-24 2018-08-24"],
    ["第二天", "第二天", "2018-08-31 2018-08-31"],
    ["半年前", "半年前", "2018-02-28 2018-02-28"],
    ["一年半前", "一年半前", "2017-02-28 2017-02-28"],
    ["三天内", "三天内", "(2018-08-30,2018-09-02,P3D) 2018-08-30/2018-09-02"],
    ["接下来的两周", "接下来的两周", "(2018-08-31,2018-09-14,P2W) 2018-08-31/2018-09-14"],
    ["三月底", "三月底", "XXXX-03 end 2018-03-16/2018-04-01", "XXXX-03 end 2019-03-16/2019-04-01"],
    ["2018年年底", "2018年年底", "2018 end 2018-07-01/2019-01-01"],
    ["下半年", "下半年", "(2018-07-01,2019-01-01,P6M) 2018-07-01/2019-01-01"],
    ["上季度", "上季度", "(2018-04-01,2018-07-01,P3M) 2018-04-01/2018-07-01"],
    ["三月最后一周", "三月最后一周", "XXXX-03-W05 2018-03-26/2018-04-02", "XXXX-03-W05 2019-03-25/2019-04-01"],
    ["三月第一个周一", "三月第一个周一", "XXXX-03-WXX-1-#1 2018-03-05", "XXXX-03-WXX-1-#1 2019-03-04"],
    ["去年冬天", "去年冬天", "2017-WI"],
    ["上世纪九十年代", "上世纪九十年代", "(1990-01-01,2000-01-01,P10Y) 1990-01-01/2000-01-01"],
    ["上个世纪", "上个世纪", "(1900-01-01,2000-01-01,P100Y) 1900-01-01/2000-01-01"],
    ["3-5月", "3-5月", "(XXXX-03-01,XXXX-05-01,P2M) 2018-03-01/2018-05-01", "(XXXX-03-01,XXXX-05-01,P2M) 2019-03-01/2019-05-01"],
    [
      "3月5日到7日",
      "3月5日到7日",
      "(XXXX-03-05,XXXX-03-07,P2D) 2018-03-05/2018-03-07",
      "(XXXX-03-05,XXXX-03-07,P2D) 2019-03-05/2019-03-07",
    ],
    ["2015年3月至今", "2015年3月至今", "(2015-03-01,2018-08-30,P1278D) 2015-03-01/2018-08-30"],
    ["自2018年以来", "自2018年以来", "2018 since 2018-01-01/.."],
    ["早于2018年", "早于2018年", "2018 before ../2018-01-01"],
    ["不晚于3月5日", "不晚于3月5日", "XXXX-03-05 until ../2018-03-05", "XXXX-03-05 until ../2019-03-05"],
    ["2018年左右", "2018年左右", "2018 approx 2018-01-01/2019-01-01"],
    ["2018年或以后", "2018年或以后", "2018 since 2018-01-01/.."],
    ["感恩节", "感恩节", "XXXX-11-WXX-4-4 2017-11-23", "XXXX-11-WXX-4-4 2018-11-22"],
    ["正月初一", "正月初一", "XXXX-01-01 2018-01-01", "XXXX-01-01 2019-01-01"],
    ["圣诞节前三天", "圣诞节前三天", "2018-12-22 2018-12-22"],
    ["一个半小时", "一个半小时", "PT1.5H 5400"],
    ["超过三天", "超过三天", "P3D more 259200"],
    ["三天以上", "三天以上", "P3D more 259200"],
    ["每周五下午3点", "每周五下午3点", "XXXX-WXX-5T15"],
    ["每天下午四点", "每天下午四点", "T16"],
    ["每天早上", "每天早上", "TMO"],
    ["每年三月", "每年三月", "XXXX-03"],
    ["一周两次", "一周两次", "P1W"],
    ["每隔三天", "每隔三天", "P3D"],
  ],
};

describe.each(Object.keys(said) as (keyof typeof said)[])("times in %s", (language) => {
  test.each(phrases[language])("%s", (text, words, ...readings) => {
    const found = readCase("datetime", language, text, said[language]);
    expect(found.map((result) => result.text)).toEqual([words]);
    expect(found.flatMap((result) => (result.resolution["values"] as Value[]).map(told))).toEqual(readings);
  });
});

type Value = {
  readonly timex: string;
  readonly Mod?: string;
  readonly type: string;
  readonly value?: string;
  readonly start?: string;
  readonly end?: string;
};

function told({ timex, Mod, type, value, start, end }: Value): string {
  const days = type === "daterange" && value === undefined ? `${start ?? ".."}/${end ?? ".."}` : value === "not resolved" ? "" : value;
  return [timex, Mod, days].filter(Boolean).join(" ");
}

describe("sentences without a time", () => {
  test.each([
    "You may ask again.",
    "May I ask?",
    "They march on and sat down.",
    "deliver 2000 pieces",
    "call 1-800-555-1234",
    "The score was 24/7.",
    "Have a nice day",
    "day by day, from time to time",
    "the $2016 prize",
    "my dentist is up to date",
  ])("%s", (text) => {
    expect(readCase("datetime", "en", text, said.en)).toEqual([]);
  });
});

describe("Korean words that only look like days", () => {
  test.each(["이 일이 일어났다", "무슨 일이 일어날까요", "오일 가격이 올랐다", "좋은 하루 보내세요"])("%s", (text) => {
    expect(readCase("datetime", "ko", text, said.ko)).toEqual([]);
  });
});

describe("times that are nobody's age", () => {
  test.each([
    ["ko", "나는 5년 동안 일했다"],
    ["ko", "3개월 전에 왔다"],
    ["ja", "彼は10年間働いた"],
    ["ja", "3年前に"],
    ["zh", "他工作了十年"],
    ["zh", "三个月前"],
  ] as const)("%s: %s", (language, text) => {
    expect(readCase("age", language, text, null)).toEqual([]);
  });
});

describe("Korean words that only look like numbers", () => {
  test.each(["일이 많다", "어제 이사 갔다", "그 사이에", "구조대가 왔다", "사고가 났다", "만약"])("%s", (text) => {
    expect(readCase("number", "ko", text, null)).toEqual([]);
  });
});

describe("numbers, units and sums", () => {
  test.each([
    ["number", "ko", "만 오천", "만 오천", "15000"],
    ["number", "ko", "삼 점 일 사", "삼 점 일 사", "3.14"],
    ["number", "ko", "만분의 일", "만분의 일", "0.0001"],
    ["number", "ko", "1경", "1경", "1E+16"],
    ["numberrange", "ko", "10보다 적지 않은", "10보다 적지 않은", "[10,)"],
    ["numberrange", "ko", "10에서 20 사이", "10에서 20 사이", "[10,20)"],
    ["numberrange", "ko", "1000 이상이고 1500 이하", "1000 이상이고 1500 이하", "[1000,1500]"],
    ["numberrange", "ko", "1천에서 2천 사이", "1천에서 2천 사이", "[1000,2000)"],
    ["numberrange", "ko", "5점 이상 10점 이하", "5점 이상 10점 이하", "[5,10]"],
    ["numberrange", "ko", "-20에서 -10", "-20에서 -10", "[-20,-10)"],
    ["numberrange", "ko", "20명도 안 되는", "20명도 안 되는", "(,20)"],
    ["numberrange", "ko", "10 내지 20", "10 내지 20", "[10,20)"],
    ["numberrange", "ko", "20보다 더 많은", "20보다 더 많은", "(20,)"],
    ["numberrange", "ko", "천이 넘는", "천이 넘는", "(1000,)"],
    ["number", "ko", "백만 번째", "백만 번째", "1000000"],
    ["number", "ko", "만 명", "만", "10000"],
    ["numberrange", "ja", "10に満たない", "10に満たない", "(,10)"],
    ["age", "ko", "만 20세", "20세", "20 Year"],
    ["age", "ko", "생후 6개월이다", "6개월", "6 Month"],
    ["age", "ko", "두 살 반이다", "두 살 반", "2.5 Year"],
    ["age", "ko", "열 두 살", "열 두 살", "12 Year"],
    ["age", "ko", "14개월 아기", "14개월", "14 Month"],
    ["age", "ja", "生まれて3週間の子犬", "3週間", "3 Week"],
    ["age", "ja", "この城は500年以上経った", "500年", "500 Year"],
    ["age", "zh", "出生后90天", "90天", "90 Day"],
    ["dimension", "ja", "体重は60キロです", "60キロ", "60 Kilogram"],
    ["currency", "ja", "50ドルと20です", "50ドルと20", "50.2 United States dollar"],
    ["dimension", "en", "12 square yards", "12 square yards", "12 Square yard"],
    ["dimension", "en", "3 cu ft", "3 cu ft", "3 Cubic foot"],
    ["dimension", "en", "7 km/s", "7 km/s", "7 Kilometer per second"],
    ["dimension", "ko", "초속 5 미터", "초속 5 미터", "5 Meter per second"],
    ["dimension", "ja", "時速5キロ", "時速5キロ", "5 Kilometer per hour"],
    ["dimension", "zh", "时速5公里", "时速5公里", "5 Kilometer per hour"],
    ["dimension", "zh", "5平方英里", "5平方英里", "5 Square mile"],
    ["currency", "en", "50 polish zlotys", "50 polish zlotys", "50 Polish złoty"],
    ["currency", "en", "9 rupees 50 paise", "9 rupees 50 paise", "9.5 Rupee"],
    ["currency", "ko", "5위안 3자오", "5위안 3자오", "5.3 Chinese yuan"],
    ["currency", "ko", "5천만 나이라", "5천만 나이라", "50000000 Nigerian naira"],
    ["currency", "ja", "100リンギット", "100リンギット", "100 Malaysian ringgit"],
    ["currency", "zh", "100林吉特", "100林吉特", "100 Malaysian ringgit"],
  ] as const)("%s, %s: %s", (kind, language, text, words, value) => {
    const [found] = readCase(kind, language, text, null);
    expect([found?.text, [found?.resolution["value"], found?.resolution["unit"]].filter((part) => part !== undefined).join(" ")]).toEqual([
      words,
      value,
    ]);
  });

  test("a sum is no length", () => {
    expect(readCase("dimension", "en", "it cost $3m", null)).toEqual([]);
  });
});
