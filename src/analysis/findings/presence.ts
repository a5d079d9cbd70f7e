/** Measures that show people at work in a host State, and the flags of claims about other people than dispatched workers. */
export const presence: readonly string[] = ["workers_abroad_stock", "workers_arrived", "workers_at_site", "group_size"];
export const otherPeople: readonly string[] = ["all_nationalities", "not_north_korean"];
