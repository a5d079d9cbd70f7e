/** The types of architecture.config.js, which stays plain data so that every tool can read it. */
export const arrows: Readonly<Record<string, readonly string[]>>;
export const pureCore: readonly string[];
