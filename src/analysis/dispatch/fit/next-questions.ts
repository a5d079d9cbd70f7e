/** The questions a reporter or a documenter can put to somebody who knows, by the measure the answer would be a claim on. */

/** What to ask next about each measure. */
export const questions: Readonly<Record<string, string>> = {
  workers_arrived: "How many came through this crossing, and between which days? Can somebody who counted say?",
  tenure: "When were those who are back sent out, and when home? Three dated examples say more than a rule.",
  group_size: "How many were in each group that crossed?",
  labour_cost_paid_monthly: "What does the employer pay for one worker a month, to whom, and for what months? Is there a contract?",
  wage_received_monthly: "What reached the worker's hand in each of the last months, of those now abroad?",
  home_wage_monthly: "What does an ordinary job in the home town pay this month?",
  permit_fee: "What was paid for the exit papers, and to whom?",
  bribe: "What sum was paid, to whom and for which step?",
  state_share: "What share is kept back, and who says so?",
  state_levy: "What sum is each worker told to hand over a month, and since when?",
  workers_abroad_stock: "How many are there in the whole country now, who counted them, and how?",
  lead_time: "When were those who left chosen, and when did they cross?",
};
