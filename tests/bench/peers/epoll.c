/* The measure of the fan-out: the least that a WebSocket server can do for a broadcast.
 *
 * One epoll, one `send` per connection, the same bytes for everybody, in C: nothing that runs on this kernel with one
 * write per connection does less. It is no server for a browser: the answer to a handshake is always the same, because
 * only the benchmark's own load connects, and a page whose socket is full is dropped.
 *
 * epoll PORT FILE: one payload per line of FILE. A page that says `go N` makes it send line N to all pages.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 1 << 16, PAYLOADS = 16 };
static struct { unsigned char *bytes; size_t size; } frames[PAYLOADS];
static int pages[MOST], count;
static bool shaken[MOST];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void read_payloads(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (!file) fail(path);
    for (int n = 0; n < PAYLOADS; n++) {
        ssize_t size = getline(&line, &room, file);
        if (size <= 0) break;
        size -= line[size - 1] == '\n';
        size_t head = size < 126 ? 2 : size < 65536 ? 4 : 10;
        unsigned char *frame = frames[n].bytes = malloc(head + size);
        frame[0] = 0x81;
        frame[1] = head == 2 ? size : head == 4 ? 126 : 127;
        for (size_t i = 2; i < head; i++) frame[i] = (size_t)size >> 8 * (head - 1 - i);
        memcpy(frame + head, line, size);
        frames[n].size = head + size;
    }
    free(line);
    fclose(file);
}

static void let_go(int fd) {
    for (int i = 0; i < count; i++)
        if (pages[i] == fd) pages[i] = pages[--count];
    shaken[fd] = false;
    close(fd);
}

static void broadcast(int n) {
    for (int i = 0; i < count; i++)
        if (send(pages[i], frames[n].bytes, frames[n].size, MSG_NOSIGNAL) != (ssize_t)frames[n].size) let_go(pages[i--]);
}

static void hear(int fd) {
    static const char answer[] =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: ICX+Yqv66kxgM0FcWaLWlFLwTAI=\r\nSec-WebSocket-Protocol: live.v1\r\n\r\n";
    unsigned char data[8192];
    ssize_t got = recv(fd, data, sizeof data, 0);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) let_go(fd);
    } else if (!shaken[fd]) {
        if (!memmem(data, got, "\r\n\r\n", 4)) return;
        shaken[fd] = true;
        pages[count++] = fd;
        if (send(fd, answer, sizeof answer - 1, MSG_NOSIGNAL) < 0) let_go(fd);
    } else if (got >= 10 && data[0] == 0x81 && data[1] < 0x80 + 126) {
        for (int i = 6; i < got; i++) data[i] ^= data[2 + (i - 6) % 4];
        if (!memcmp(data + 6, "go ", 3)) broadcast((data[9] - '0') % PAYLOADS);
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    read_payloads(argv[2]);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1, door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), watched = epoll_create1(0);
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(door, (struct sockaddr *)&here, sizeof here) || listen(door, 4096)) fail("listen");
    struct epoll_event events[256], e = {.events = EPOLLIN, .data.fd = door};
    epoll_ctl(watched, EPOLL_CTL_ADD, door, &e);
    for (;;) {
        int n = epoll_wait(watched, events, 256, -1);
        for (int i = 0; i < n; i++) {
            if (events[i].data.fd != door) {
                hear(events[i].data.fd);
                continue;
            }
            for (int fd; (fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
                if (fd >= MOST) fail("too many pages");
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                e = (struct epoll_event){.events = EPOLLIN, .data.fd = fd};
                epoll_ctl(watched, EPOLL_CTL_ADD, fd, &e);
            }
        }
    }
}
