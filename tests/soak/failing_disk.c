/* A disk that fails: a library for LD_PRELOAD, so that the program under test knows nothing of it. While there is a file
 * of the name in FAILING_FLUSH no flush succeeds, while there is one of the name in FULL_DISK no file grows.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int is_there(const char *variable) {
    const char *name = getenv(variable);
    return name != 0 && access(name, F_OK) == 0;
}

static int flush(int fd, const char *call) {
    if (is_there("FAILING_FLUSH")) {
        errno = EIO;
        return -1;
    }
    return ((int (*)(int))dlsym(RTLD_NEXT, call))(fd);
}

int fsync(int fd) { return flush(fd, "fsync"); }

int fdatasync(int fd) { return flush(fd, "fdatasync"); }

static int is_full(int fd, off_t end) {
    struct stat file;
    return fstat(fd, &file) == 0 && S_ISREG(file.st_mode) && end > file.st_size && is_there("FULL_DISK");
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    if (is_full(fd, offset + (off_t)count)) {
        errno = ENOSPC;
        return -1;
    }
    return ((ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64"))(fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return pwrite64(fd, bytes, count, offset); }
