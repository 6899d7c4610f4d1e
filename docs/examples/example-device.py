#!/usr/bin/env python3
"""A device for the virtual lab: label, console, reset button and a web login. See docs/virtual-lab.md."""
import base64, http.server, json, os, secrets, socketserver, threading, time, urllib.parse
env, flash = os.environ, os.path.join(os.environ["DUT_STATE"], "password")
uart = os.fdopen(os.open(env["DUT_SERIAL"], os.O_WRONLY | os.O_NOCTTY), "w", buffering=1)
def save(path, text):  # aside, then renamed: a power cut leaves the old or the new, never half
    with open(path + ".new", "w") as file: file.write(text)
    os.replace(path + ".new", path)
def password():  # the user's own, else the one of the label
    return open(flash).read() if os.path.exists(flash) else label["password"]
def watch_button():  # the level at power-on, then a line per edge; held for 2 s: factory reset
    pressed_at = None
    for line in open(env["DUT_BUTTON"]):
        if line == "1\n": pressed_at = time.monotonic()
        elif pressed_at is not None and time.monotonic() - pressed_at >= 2:
            if os.path.exists(flash): os.remove(flash)
            print("factory defaults restored", file=uart)
class Web(http.server.BaseHTTPRequestHandler):
    def answer(self, status, text):
        self.send_response(status)
        if status == 401: self.send_header("WWW-Authenticate", 'Basic realm="device"')
        self.end_headers(); self.wfile.write(text.encode())
    def logged_in(self):
        return self.headers["Authorization"] == "Basic " + base64.b64encode(f"admin:{password()}".encode()).decode()
    def do_GET(self):
        if self.path == "/version": self.answer(200, '{"firmware": "1.0"}')
        else: self.answer(*((200, "welcome") if self.logged_in() else (401, "log in first")))
    def do_POST(self):
        new = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["new"][0]
        if not self.logged_in(): return self.answer(401, "log in first")
        if len(new) < 8: return self.answer(400, "too short")
        save(flash, new); self.answer(200, "saved")
if not os.path.exists(env["DUT_LABEL"]):  # the first power-on ever: the factory prints the label
    save(env["DUT_LABEL"], json.dumps({"serial": env["DUT_SERIAL_NUMBER"], "password": secrets.token_hex(8)}))
label = json.load(open(env["DUT_LABEL"]))
socketserver.ThreadingTCPServer.allow_reuse_address = True
try: server = socketserver.ThreadingTCPServer((env["DUT_ADDRESS"], 80), Web)
except PermissionError: server = socketserver.ThreadingTCPServer((env["DUT_ADDRESS"], 8080), Web)
threading.Thread(target=watch_button, daemon=True).start()
print("example device 1.0 ready", file=uart); server.serve_forever()
