/** socket.io over its WebSocket transport, compression off: `io.emit` to everybody. `node socketio.js PORT FILE`. */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { Server } = createRequire(`${process.cwd()}/`)("socket.io");
const [port, file] = process.argv.slice(2);
const payloads = readFileSync(file, "utf8").split("\n").filter(Boolean).map((text) => JSON.parse(text));
const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, pingInterval: 3_600_000, serveClient: false });

io.on("connection", (socket) => socket.on("go", (number) => io.emit("p", payloads[number])));
http.listen({ host: "127.0.0.1", port: Number(port), backlog: 4096 });
