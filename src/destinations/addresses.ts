import type { LookupAddress, LookupAllOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Refused } from "./delivery-error.ts";

/** Finds the addresses of a host. */
export type Lookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** The addresses that IANA gives out in version 6; `ipaddr.js` (2.5) takes `::127.0.0.1` for one of them. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR("2000::/3");
/** Where clouds tell a machine of itself, with keys to more: AWS and most others, by both versions, Alibaba, Azure, Oracle. */
const OF_CLOUDS = ["169.254.0.0/16", "fe80::/10", "fd00:ec2::/64", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"].map((range) =>
  ipaddr.parseCIDR(range),
);

/** Whether the internet reaches an address. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address) || !isOfNoCloud(address)) return false;
  const read = ipaddr.process(address);
  return read.range() === "unicast" && (read instanceof ipaddr.IPv4 || read.match(GIVEN_OUT));
}

/** Whether an address is none of a cloud's own services, which nothing is ever sent to. */
export function isOfNoCloud(address: string): boolean {
  const [plain = ""] = address.split("%");
  if (!ipaddr.isValid(plain)) return false;
  const read = ipaddr.process(plain);
  return !OF_CLOUDS.some(([range, bits]) => read.kind() === range.kind() && read.match(range, bits));
}

/** Finds those alone that may be reached: judged when the connection is made, so that a name does not lead elsewhere by then. */
export function judgedLookup(lookup: Lookup, judge: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const foreign = found.find(({ address }) => !judge(address));
      if (foreign) return callback(new Error("private", { cause: notReached(`${hostname}, which is ${foreign.address},`, foreign.address) }), []);
      if (options.all) return callback(null, found);
      const [first] = found;
      return first === undefined ? callback(new Error(`${hostname} has no address`), "") : callback(null, first.address, first.family);
    });
  };
}

/** Why an address is not reached; `host`: as it was named. */
export function notReached(host: string, address = host): Refused {
  if (ipaddr.isValid(address) && !isOfNoCloud(address)) {
    return new Refused(`${host} is no address of the internet, but of a cloud's own services.`, { hint: "Nothing is sent there: name another address." });
  }
  return new Refused(`${host} is no address of the internet.`, { hint: "Where that is meant, allow private addresses in the destination." });
}
