export const common = {
  retry: "Try again",
  cancel: "Cancel",
  close: "Close",
  loading: "Loading",
  failedTitle: "This did not load",
  failedHint: "Try again. If it keeps failing, look at the server’s log.",
  notFoundTitle: "There is nothing at this address",
  notFoundHint: "The link may be old, or what it led to was deleted.",
  toSegments: "Go to segments",
  unknown: "unknown",
  yes: "yes",
  no: "no",
};
