/* The load of the benchmarks: ten thousand pages in one process.
 *
 * In C, so that what is measured is the server: a page costs about two microseconds per frame here, a tenth of what a
 * client in Python would need. It opens WebSocket connections from prepared requests, says hello, takes frames in
 * (whole, by their lengths), sends prepared commands and notes when each answer came. Nothing is ever unbounded: every
 * call has a limit in seconds.
 *
 * One line on standard input is a call, one line of JSON on standard output its answer:
 *   prepare FILE PORT VIEWS INFLIGHT        read the pages; a page is linked once it has VIEWS views
 *   open FROM TO SECONDS                    open these pages, at most INFLIGHT of them on their way
 *   step I SECONDS <tab> NEEDLE <tab> TEXT  page I says TEXT; wait until every page has got a frame with NEEDLE in it
 *   cast FILE RATE SECONDS                  say what FILE holds (page number, space, text), RATE a second, 0 at once
 *   rest SECONDS                            only listen
 *   return LEAST FIRST GROWTH MOST SECONDS  wait until every page was lost and is linked again; a page waits between
 *                                           LEAST and FIRST seconds at first, then FIRST grows by GROWTH up to MOST
 *   quit
 * FILE of `prepare`: per page one line `PAGE WS HELLO` of lengths, then so many bytes of the request for the page (may be
 * none), of the upgrade without its last empty line, and of the hello. A participant's cookie in the answer to the first
 * request goes along with the second.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 32, WAITING_MOST = 128, BUFFER = 16 << 20, LARGEST_SAID = 60000, COOKIE = 256 };
enum state { OUT, ASKING, READING, KNOCKING, SHAKING, OPEN };

struct page {
    int fd, views, failures;
    enum state state;
    bool talking, linked, reached, lost_once;
    char *asking, *knocking, *hello, cookie[COOKIE];
    size_t asking_size, knocking_size, hello_size, rest_size;
    unsigned char *rest; /* the beginning of a frame whose end has not come yet */
    double retry_at, said[WAITING_MOST];
    unsigned said_first, said_next;
};

static struct page *pages;
static int page_count, port, views_needed, inflight_most;
static int inflight, linked, lost, refused, talking, tries, reached;
static long frames, beats, bytes, page_bytes, acks, rejects;
static char needle[256];
static double reached_first, reached_last, acked_at, linked_first, linked_last;
static double *latencies;
static long latency_most;
static double wait_least, wait_first, wait_growth = 1, wait_most;
static int all, talkers; /* two epolls: answers are looked for between every few frames of the others */
static unsigned char *buffer;
static struct page input = {.fd = 0};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what) {
    fprintf(stderr, "load: %s (%s)\n", what, strerror(errno));
    exit(1);
}

static void listen_for(struct page *p, uint32_t events, int how) {
    struct epoll_event e = {.events = events, .data.ptr = p};
    if (epoll_ctl(all, how, p->fd, &e)) fail("epoll");
}

static void hang_up(struct page *p) {
    struct linger at_once = {1, 0}; /* a reset: no port stays behind in TIME_WAIT */
    setsockopt(p->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(p->fd);
    p->fd = -1;
}

static void lose(struct page *p) {
    if (p->state == OUT) return;
    if (p->state != OPEN || !p->linked) inflight--;
    if (p->linked) linked--, lost++;
    else refused++;
    if (p->talking) p->talking = false, talking--;
    hang_up(p);
    p->state = OUT;
    p->linked = false;
    p->lost_once = true;
    p->views = p->rest_size = p->said_first = p->said_next = 0;
    double longest = fmin(wait_most, wait_first * pow(wait_growth, p->failures++));
    p->retry_at = now() + wait_least + drand48() * (longest - wait_least);
}

static void call(struct page *p, enum state state) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1;
    p->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (p->fd < 0) fail("socket");
    setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    p->state = state;
    if (connect(p->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) return lose(p);
    listen_for(p, EPOLLOUT, EPOLL_CTL_ADD);
}

static void begin(struct page *p, bool with_page) {
    inflight++, tries++;
    call(p, with_page && p->asking_size ? ASKING : KNOCKING);
}

static void put(struct page *p, const void *what, size_t size) {
    if (send(p->fd, what, size, MSG_NOSIGNAL) != (ssize_t)size) lose(p);
}

static void say_frame(struct page *p, int opcode, const unsigned char *text, size_t size) {
    static const unsigned char mask[4] = {0x37, 0xfa, 0x21, 0x3d};
    unsigned char frame[LARGEST_SAID + 8];
    size_t head = 2;
    if (size > LARGEST_SAID) fail("too long a command");
    frame[0] = 0x80 | opcode;
    frame[1] = 0x80 | (size < 126 ? size : 126);
    if (size >= 126) frame[2] = size >> 8, frame[3] = size, head = 4;
    memcpy(frame + head, mask, 4);
    for (size_t i = 0; i < size; i++) frame[head + 4 + i] = text[i] ^ mask[i % 4];
    put(p, frame, head + 4 + size);
}

static void say(struct page *p, const char *text) { /* a command, whose answer is waited for */
    if (p->state != OPEN || p->said_next - p->said_first == WAITING_MOST) { rejects++; return; }
    p->said[p->said_next++ % WAITING_MOST] = now();
    if (!p->talking) {
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = p};
        p->talking = true, talking++;
        if (epoll_ctl(talkers, EPOLL_CTL_ADD, p->fd, &e)) fail("epoll");
    }
    say_frame(p, 1, (const unsigned char *)text, strlen(text));
}

static void answered(struct page *p, bool well) {
    if (p->said_first == p->said_next) return;
    acked_at = now();
    double took = acked_at - p->said[p->said_first++ % WAITING_MOST];
    if (latencies && acks + rejects < latency_most) latencies[acks + rejects] = took;
    if (well) acks++;
    else rejects++;
    if (p->said_first == p->said_next) {
        p->talking = false, talking--;
        epoll_ctl(talkers, EPOLL_CTL_DEL, p->fd, NULL);
    }
}

static bool begins(const unsigned char *text, size_t size, const char *with) {
    return size >= strlen(with) && !memcmp(text, with, strlen(with));
}

static void hear(struct page *p, const unsigned char *text, size_t size) {
    if (begins(text, size, "{\"now\"")) { beats++; return; }
    if (begins(text, size, "{\"ack\"")) return answered(p, true);
    if (begins(text, size, "{\"reject\"")) return answered(p, false);
    if (begins(text, size, "{\"wait\"") || begins(text, size, "{\"welcome\"")) return;
    frames++, p->views++;
    if (!p->linked && p->views >= views_needed) {
        p->linked = true, linked++, inflight--, p->failures = 0;
        linked_last = now();
        if (linked_first == 0) linked_first = linked_last;
    }
    if (*needle && !p->reached && memmem(text, size, needle, strlen(needle))) {
        p->reached = true, reached++;
        reached_last = now();
        if (reached_first == 0) reached_first = reached_last;
    }
}

/* Takes whole frames; returns how many bytes they had. */
static size_t take_frames(struct page *p, const unsigned char *data, size_t size) {
    size_t at = 0;
    while (p->state == OPEN && size - at >= 2) {
        size_t head = 2, length = data[at + 1] & 127;
        if (length == 126) head = 4;
        if (length == 127) head = 10;
        if (size - at < head) break;
        if (head > 2) {
            length = 0;
            for (size_t i = 2; i < head; i++) length = length << 8 | data[at + i];
        }
        if (length > BUFFER / 2) fail("too long a frame");
        if (size - at < head + length) break;
        int opcode = data[at] & 15;
        bytes += head + length;
        if (opcode == 8) lose(p);
        else if (opcode == 9) say_frame(p, 10, data + at + head, length);
        else if (opcode < 3) hear(p, data + at + head, length);
        at += head + length;
    }
    return at;
}

static size_t shake(struct page *p, const char *data, size_t size) {
    const char *end = memmem(data, size, "\r\n\r\n", 4);
    if (!end) return 0;
    if (!begins((const unsigned char *)data, size, "HTTP/1.1 101")) { lose(p); return size; }
    p->state = OPEN;
    if (p->hello_size) say_frame(p, 1, (unsigned char *)p->hello, p->hello_size);
    if (!views_needed && p->state == OPEN) p->linked = true, linked++, inflight--, linked_last = now();
    return end + 4 - data;
}

static void take_cookie(struct page *p, char *data, size_t size) {
    static const char name[] = "set-cookie: live-participant";
    data[size] = 0;
    char *found = strcasestr(data, name);
    if (!found) return;
    found += strlen("set-cookie: ");
    size_t length = strcspn(found, ";\r");
    if (length < COOKIE) memcpy(p->cookie, found, length), p->cookie[length] = 0;
}

static void read_page(struct page *p) { /* until the server closes, as was asked */
    ssize_t got;
    while ((got = recv(p->fd, buffer, BUFFER - 1, 0)) > 0) {
        if (!p->rest_size && !begins(buffer, got, "HTTP/1.1 200") && !begins(buffer, got, "HTTP/1.1 303")) return lose(p);
        take_cookie(p, (char *)buffer, got);
        p->rest_size = 1; /* the head has been seen */
        page_bytes += got;
    }
    if (got < 0) {
        if (errno != EAGAIN) lose(p);
        return;
    }
    if (!p->rest_size) return lose(p);
    p->rest_size = 0;
    hang_up(p);
    call(p, KNOCKING);
}

static void read_frames(struct page *p) {
    if (p->rest_size) memcpy(buffer, p->rest, p->rest_size);
    ssize_t got = recv(p->fd, buffer + p->rest_size, BUFFER - p->rest_size, 0);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) lose(p);
        return;
    }
    size_t size = p->rest_size + got, used = 0;
    if (p->state == SHAKING) used = shake(p, (char *)buffer, size);
    if (p->state == OPEN) used += take_frames(p, buffer + used, size - used);
    if (p->state == OUT) return;
    p->rest_size = size - used;
    if (p->rest_size) {
        p->rest = realloc(p->rest, p->rest_size);
        memcpy(p->rest, buffer + used, p->rest_size);
    }
}

static void ask(struct page *p) { /* connected: the request goes out */
    if (p->state == ASKING) {
        p->state = READING;
        put(p, p->asking, p->asking_size);
    } else {
        char request[8192];
        int size = snprintf(request, sizeof request, "%.*s%s%s%s\r\n", (int)p->knocking_size, p->knocking,
                            *p->cookie ? "Cookie: " : "", p->cookie, *p->cookie ? "\r\n" : "");
        p->state = SHAKING;
        put(p, request, size);
    }
    if (p->state != OUT) listen_for(p, EPOLLIN, EPOLL_CTL_MOD);
}

static void serve(struct epoll_event *e) {
    struct page *p = e->data.ptr;
    if (p == &input || p->state == OUT) return;
    if (p->state == ASKING || p->state == KNOCKING) {
        if (e->events & (EPOLLERR | EPOLLHUP)) lose(p);
        else ask(p);
    } else if (p->state == READING) read_page(p);
    else read_frames(p);
}

/* Takes in what has come, waiting at most so many ms; returns whether a call waits on standard input. */
static bool pump(int ms) {
    struct epoll_event events[BATCH];
    bool called = false;
    if (talking) {
        int n = epoll_wait(talkers, events, BATCH, 0);
        for (int i = 0; i < n; i++) serve(events + i);
    }
    int n = epoll_wait(all, events, BATCH, ms);
    for (int i = 0; i < n; i++) {
        called |= events[i].data.ptr == &input;
        serve(events + i);
    }
    return called;
}

static void prepare(const char *path, int at, int views, int most) {
    FILE *file = fopen(path, "r");
    size_t asking, knocking, hello;
    if (!file) fail(path);
    port = at, views_needed = views, inflight_most = most;
    while (fscanf(file, "%zu %zu %zu", &asking, &knocking, &hello) == 3) {
        fgetc(file);
        if (page_count % 1024 == 0) pages = realloc(pages, (page_count + 1024) * sizeof *pages);
        struct page *p = memset(pages + page_count, 0, sizeof *pages);
        char *text = malloc(asking + knocking + hello + 1);
        if (fread(text, 1, asking + knocking + hello, file) != asking + knocking + hello) fail("short file");
        p->fd = -1, page_count++;
        p->asking = text, p->asking_size = asking;
        p->knocking = text + asking, p->knocking_size = knocking;
        p->hello = text + asking + knocking, p->hello_size = hello;
    }
    fclose(file);
    printf("{\"pages\": %d}\n", page_count);
}

static void open_pages(int from, int to, double seconds) {
    double started = now(), until = started + seconds;
    int next = from, before = linked, wanted = to - from;
    refused = 0, page_bytes = 0;
    while (linked - before + refused < wanted && now() < until) {
        while (next < to && inflight < inflight_most) begin(pages + next++, true);
        pump(5);
    }
    printf("{\"linked\": %d, \"refused\": %d, \"seconds\": %.6f, \"page_bytes\": %ld}\n", linked - before, refused,
           now() - started, page_bytes);
}

static void step(int i, double seconds, const char *wanted, const char *text) {
    double asked = now();
    for (int n = 0; n < page_count; n++) pages[n].reached = false;
    snprintf(needle, sizeof needle, "%s", wanted);
    reached = 0, reached_first = reached_last = acked_at = 0, rejects = 0;
    say(pages + i, text);
    while (reached < linked && now() < asked + seconds) pump(0); /* awake: no server pays for waking it */
    *needle = 0;
    printf("{\"linked\": %d, \"reached\": %d, \"rejects\": %ld, \"acked\": %.6f, \"first\": %.6f, \"last\": %.6f}\n", linked,
           reached, rejects, acked_at ? acked_at - asked : 0, reached_first - asked, reached_last - asked);
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void cast(const char *path, double rate, double seconds) {
    FILE *file = fopen(path, "r");
    char **texts = NULL, *line = NULL;
    int *who = NULL;
    size_t room = 0;
    long total = 0, next = 0;
    if (!file) fail(path);
    for (ssize_t got; (got = getline(&line, &room, file)) > 0; total++) {
        char *text;
        if (total % 1024 == 0) texts = realloc(texts, (total + 1024) * sizeof *texts), who = realloc(who, (total + 1024) * sizeof *who);
        line[strcspn(line, "\n")] = 0;
        who[total] = strtol(line, &text, 10) % page_count;
        texts[total] = strdup(text + 1);
    }
    fclose(file);
    free(line);
    latencies = calloc(total + 1, sizeof *latencies), latency_most = total;
    acks = rejects = 0;
    double started = now(), until = started + seconds, behind = 0;
    while (acks + rejects < total && now() < until) {
        for (int burst = 0; next < total && burst < BATCH; burst++) {
            double due = rate > 0 ? started + next / rate : started;
            if (now() < due) break;
            behind = fmax(behind, now() - due);
            say(pages + who[next], texts[next]);
            next++;
        }
        pump(0);
    }
    long answers = acks + rejects < total ? acks + rejects : total;
    qsort(latencies, answers, sizeof *latencies, by_size);
    printf("{\"said\": %ld, \"acks\": %ld, \"rejects\": %ld, \"seconds\": %.6f, \"p50\": %.6f, \"p99\": %.6f, \"max\": %.6f, \"behind\": %.6f}\n",
           next, acks, rejects, acked_at - started, latencies[answers / 2], latencies[answers * 99 / 100],
           answers ? latencies[answers - 1] : 0, rate > 0 ? behind : 0);
    for (long n = 0; n < total; n++) free(texts[n]);
    free(texts), free(who), free(latencies);
    latencies = NULL;
}

static void come_back(double least, double first, double growth, double most, double seconds) {
    double started = now(), lost_at = 0;
    int away = 0;
    wait_least = least, wait_first = first, wait_growth = growth, wait_most = most, tries = 0, refused = 0, lost = 0, linked_first = 0;
    for (int n = 0; n < page_count; n++) pages[n].lost_once = false, away += pages[n].linked;
    int expected = away, gone = 0;
    while (now() < started + seconds) {
        pump(2);
        gone = 0;
        for (int n = 0; n < page_count; n++) {
            struct page *p = pages + n;
            gone += p->lost_once;
            if (p->lost_once && p->state == OUT && now() >= p->retry_at) begin(p, false);
        }
        if (gone && !lost_at) lost_at = now(), linked_first = 0;
        if (gone == expected && linked == expected) break;
    }
    printf("{\"lost\": %d, \"linked\": %d, \"tries\": %d, \"lost_at\": %.6f, \"first_at\": %.6f, \"last_at\": %.6f}\n", gone,
           linked, tries, lost_at, linked_first, linked_last);
}

static void rest(double seconds) {
    double until = now() + seconds;
    while (now() < until) pump(5);
}

static void carry_out(char *line) {
    char path[4096], *wanted, *text;
    int a, b, c;
    double v, w, x, y, z;
    line[strcspn(line, "\n")] = 0;
    if (sscanf(line, "prepare %4095s %d %d %d", path, &a, &b, &c) == 4) prepare(path, a, b, c);
    else if (sscanf(line, "open %d %d %lf", &a, &b, &x) == 3) open_pages(a, b, x);
    else if (sscanf(line, "step %d %lf", &a, &x) == 2 && (wanted = strchr(line, '\t')) && (text = strchr(wanted + 1, '\t'))) {
        *text = 0;
        step(a, x, wanted + 1, text + 1);
    } else if (sscanf(line, "cast %4095s %lf %lf", path, &x, &y) == 3) cast(path, x, y);
    else if (sscanf(line, "return %lf %lf %lf %lf %lf", &v, &w, &x, &y, &z) == 5) come_back(v, w, x, y, z);
    else if (sscanf(line, "rest %lf", &x) == 1) {
        rest(x);
        printf("{\"linked\": %d, \"lost\": %d, \"frames\": %ld, \"beats\": %ld, \"bytes\": %ld}\n", linked, lost, frames, beats, bytes);
    } else if (!strncmp(line, "quit", 4)) {
        for (int n = 0; n < page_count; n++) if (pages[n].fd >= 0) hang_up(pages + n);
        exit(0);
    } else fail(line);
    fflush(stdout);
}

int main(void) {
    static char line[1 << 17];
    all = epoll_create1(0), talkers = epoll_create1(0);
    buffer = malloc(BUFFER);
    srand48(20260618);
    listen_for(&input, EPOLLIN, EPOLL_CTL_ADD);
    for (;;) {
        if (!pump(1000)) continue;
        if (!fgets(line, sizeof line, stdin)) return 0; /* whoever started it has ended */
        carry_out(line);
    }
}
