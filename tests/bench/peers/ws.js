/** node `ws`: the loop that its own documentation shows for a broadcast. `node ws.js PORT FILE`; see epoll.c. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { WebSocketServer } = createRequire(`${process.cwd()}/`)("ws");
const [port, file] = process.argv.slice(2);
const payloads = readFileSync(file, "utf8").split("\n");
const server = new WebSocketServer({ host: "127.0.0.1", port: Number(port), perMessageDeflate: false, backlog: 4096 });

server.on("connection", (socket) => {
  socket.on("message", (said) => {
    const [word, number] = String(said).split(" ");
    if (word !== "go") return;
    for (const client of server.clients) if (client.readyState === 1) client.send(payloads[Number(number)]);
  });
});
