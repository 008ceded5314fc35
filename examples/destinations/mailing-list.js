/**
 * A destination in one file, from outside of Coterie: a list of a mailing tool, kept by its HTTP API. COTERIE_DESTINATIONS names the file.
 *
 * @type {import("../../src/destinations/destination-type.ts").DestinationType}
 */
export default {
  id: "mailing_list",
  title: "Mailing list",
  summary: "Puts customers on a list of the mailing tool, and takes them off it.",
  settings: {
    url: {
      kind: "text",
      where: "server",
      label: "Address of the list",
      placeholder: "https://mail.example.com/lists/7",
      pattern: /^https?:\/\/\S+$/,
    },
    token: { kind: "text", label: "Token", secret: true },
  },
  modes: ["changes"],
  promised: "exactly_once",
  promise: "The tool tells members apart by the customer's key: what is sent again changes nothing.",
  takes: {
    kind: "rows",
    rows: () => 1000,
    isShared: true,
    async open(settings, { columns }, tools) {
      return {
        async send({ change, rows }, signal) {
          const members = rows.map(({ key, values }) => ({
            key,
            ...Object.fromEntries(columns.map(({ name }, at) => [name, values[at]])),
          }));
          await call(settings, tools, { [change === "removed" ? "remove" : "put"]: members }, signal);
          return [];
        },
        async finish() {},
        async close() {},
      };
    },
  },
  async test(settings, tools, signal) {
    await call(settings, tools, {}, signal);
  },
};

/**
 * @param {import("../../src/destinations/setting.ts").SettingValues} settings
 * @param {import("../../src/destinations/destination-type.ts").Tools} tools
 * @param {object} change
 * @param {AbortSignal} signal
 */
async function call({ url, token }, { http }, change, signal) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const { status } = await http.send({ method: "POST", url: String(url), headers, body: JSON.stringify(change), toPrivate: false }, signal);
  if (status < 300) return;
  // The code says what follows: another try, or somebody has to mend something.
  const isBusy = status === 429 || status >= 500;
  throw Object.assign(new Error(`The mailing tool answered with ${status}.`), {
    code: isBusy ? "destination_unreachable" : "destination_refused",
  });
}
