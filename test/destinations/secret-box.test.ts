import { describe, expect, test } from "vitest";
import { isOfOldKey, keyRing, seal, secretKey, unseal } from "../../src/destinations/secret-box.ts";

const ring = keyRing("a".repeat(32));

describe("a secret that is kept", () => {
  test.each(["", "p", "pässword 🔑", "-----BEGIN KEY-----\n".repeat(500)])("opens again (case %#)", (text) => {
    expect(unseal(ring, seal(ring, text, "d1.password"), "d1.password")).toBe(text);
  });

  test("looks otherwise each time, and holds nothing of the text or of the secret", () => {
    const sealed = seal(ring, "hunter2hunter2", "d1.password");
    expect(sealed).not.toBe(seal(ring, "hunter2hunter2", "d1.password"));
    expect(sealed).toMatch(/^v1\.[0-9a-f]{12}\.[\w-]+$/);
    expect(Buffer.from(sealed.split(".")[2] ?? "", "base64url").toString("latin1")).not.toContain("hunter2");
  });

  test("opens after the secret was changed, as long as the old one is there", () => {
    const sealed = seal(ring, "text", "d1.password");
    const rotated = keyRing("b".repeat(32), ["c".repeat(32), "a".repeat(32)]);
    expect(unseal(rotated, sealed, "d1.password")).toBe("text");
    expect(isOfOldKey(rotated, sealed)).toBe(true);
    expect(isOfOldKey(rotated, seal(rotated, "text", "d1.password"))).toBe(false);
    expect(() => unseal(keyRing("b".repeat(32)), sealed, "d1.password")).toThrow(expect.objectContaining({ code: "secret_not_opened" }));
  });

  test("does not open for another thing, when any of its bytes was changed, or when some are missing", () => {
    const sealed = seal(ring, "text", "d1.password");
    expect(() => unseal(ring, sealed, "d2.password")).toThrow(expect.objectContaining({ code: "secret_not_opened" }));
    const [form, id, content = ""] = sealed.split(".");
    const bytes = Buffer.from(content, "base64url");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unseal(ring, `${form}.${id}.${changed.toString("base64url")}`, "d1.password")).toThrow("can't be decrypted");
      expect(() => unseal(ring, `${form}.${id}.${bytes.subarray(0, at).toString("base64url")}`, "d1.password")).toThrow(
        "can't be decrypted",
      );
    }
    for (const broken of ["", "v1", "v2.x.y", "text"]) expect(() => unseal(ring, broken, "d1.password")).toThrow("can't be decrypted");
  });

  test("has the same key wherever the secret is the same: what was kept by an earlier version opens", () => {
    const key = secretKey("0123456789abcdef0123456789abcdef");
    expect(key.id).toBe("f8cb51cd9626");
    const kept = "v1.f8cb51cd9626.Bd2bpg_Nho2vuEJzxEHTuoLbV8PiFXneN81LAAdo97lyDgUjIp2PoEc";
    expect(unseal(keyRing("0123456789abcdef0123456789abcdef"), kept, "d1.password")).toBe("kept for long");
  });
});
