// Makes an empty database in a folder, in a process of its own: that takes 900 MB for some seconds, which a process that
// goes on would keep. Plain JavaScript, because Node starts this file by itself.
import { PGlite } from "@electric-sql/pglite";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: new-database FOLDER");
await (await PGlite.create(folder)).close();
