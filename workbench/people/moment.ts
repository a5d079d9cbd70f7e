/** A moment as people read it, to the minute, in universal time: whoever looks over a shoulder learns no time zone. */
export function moment(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
