/* A disk that needs 2 ms longer for each flush: a library for LD_PRELOAD, so that the program measured knows nothing
 * of it. The real flush happens, too.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static void wait_longer(void) {
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, 0);
}

int fsync(int fd) {
    wait_longer();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}

int fdatasync(int fd) {
    wait_longer();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
