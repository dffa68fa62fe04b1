/* Faults where a program meets the disk: preloaded into it, armed for one call, under one folder.
 *
 * Every write, sync and change of a name under the root is counted, whoever makes it: Python, DuckDB or dbt. At the
 * n-th call of one kind on paths like a pattern the process is killed before it ("kill") or in the middle of it ("torn": half of the
 * bytes), or the call fails: "error" with EIO once, "full" with ENOSPC and everything after it that needs room too.
 * "trace" only writes down what is done. What was struck is appended to the log.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
enum verdict { PASS, FAIL, TEAR };

static char root[PATH_MAX], kind[16], pattern[PATH_MAX], action[16];
static long nth;
static int armed, is_full, log_file = -1;
static atomic_long seen;

void faults_arm(const char *where, const char *what, const char *like, long n, const char *deed, const char *log)
{
    snprintf(root, sizeof root, "%s/", where);
    snprintf(kind, sizeof kind, "%s", what);
    snprintf(pattern, sizeof pattern, "%s", like);
    snprintf(action, sizeof action, "%s", deed);
    nth = n;
    log_file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    armed = 1;
}

void faults_disarm(void) { armed = 0; }

/* A command that is started anew is armed by its environment: root|kind|pattern|n|action|log. */
__attribute__((constructor)) static void arm_from_environment(void)
{
    char text[4 * PATH_MAX], *part[6] = {0}, *rest = text;
    const char *plan = getenv("SITREP_CHAOS");
    if (!plan)
        return;
    snprintf(text, sizeof text, "%s", plan);
    for (int i = 0; i < 6; i++)
        part[i] = strsep(&rest, "|");
    if (part[5])
        faults_arm(part[0], part[1], part[2], atol(part[3]), part[4], part[5]);
}

static void note(const char *what, const char *path)
{
    char line[PATH_MAX + 32];
    int length = snprintf(line, sizeof line, "%s %s\n", what, path);
    if (log_file >= 0)
        syscall(SYS_write, log_file, line, length);
}

static enum verdict strike(const char *what, const char *full_path, int needs_room)
{
    size_t length = strlen(root);
    if (!armed || strncmp(full_path, root, length - 1) != 0)
        return PASS;
    const char *path = strlen(full_path) < length ? "." : full_path + length;
    if (strcmp(action, "trace") == 0)
        note(what, path);
    if (is_full && needs_room) {
        errno = ENOSPC;
        return FAIL;
    }
    if (strcmp(what, kind) != 0 || fnmatch(pattern, path, 0) != 0 || atomic_fetch_add(&seen, 1) + 1 != nth)
        return PASS;
    note(what, path);
    if (strcmp(action, "torn") == 0)
        return TEAR;
    if (strcmp(action, "kill") == 0)
        syscall(SYS_kill, getpid(), SIGKILL);
    is_full = strcmp(action, "full") == 0;
    errno = is_full ? ENOSPC : EIO;
    return FAIL;
}

static const char *path_of(int file, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

static const char *resolved(int folder, const char *name, char *path)
{
    char base[PATH_MAX] = "";
    if (name[0] != '/') {
        if (folder == AT_FDCWD ? !getcwd(base, sizeof base) : !path_of(folder, base)[0])
            base[0] = 0;
        strncat(base, "/", sizeof base - strlen(base) - 1);
    }
    snprintf(path, PATH_MAX, "%.2000s%.2000s", base, name);
    return path;
}

static enum verdict on_file(const char *what, int file)
{
    char path[PATH_MAX];
    return armed ? strike(what, path_of(file, path), strcmp(what, "write") == 0) : PASS;
}

static enum verdict on_name(int folder, const char *name, int needs_room)
{
    char path[PATH_MAX];
    return armed ? strike("name", resolved(folder, name, path), needs_room) : PASS;
}

#define WRITES(call, full, half)                   \
    switch (on_file("write", file)) {              \
    case FAIL: return -1;                          \
    case TEAR: half; syscall(SYS_kill, getpid(), SIGKILL); return -1; \
    default: return full;                          \
    }

ssize_t write(int file, const void *bytes, size_t count)
{
    WRITES(write, syscall(SYS_write, file, bytes, count), syscall(SYS_write, file, bytes, count / 2))
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off_t at)
{
    WRITES(pwrite64, syscall(SYS_pwrite64, file, bytes, count, at), syscall(SYS_pwrite64, file, bytes, count / 2, at))
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return pwrite64(file, bytes, count, at); }

ssize_t sendfile64(int file, int from, off_t *at, size_t count)
{
    WRITES(sendfile64, REAL(sendfile64)(file, from, at, count), REAL(sendfile64)(file, from, at, count / 2))
}

ssize_t sendfile(int file, int from, off_t *at, size_t count) { return sendfile64(file, from, at, count); }

int ftruncate64(int file, off_t length) { WRITES(ftruncate64, REAL(ftruncate64)(file, length), (void)0) }

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int fsync(int file) { return on_file("sync", file) ? -1 : REAL(fsync)(file); }

int fdatasync(int file) { return on_file("sync", file) ? -1 : REAL(fdatasync)(file); }

int rename(const char *from, const char *to) { return on_name(AT_FDCWD, from, 0) ? -1 : REAL(rename)(from, to); }

int renameat(int a, const char *from, int b, const char *to)
{
    return on_name(a, from, 0) ? -1 : REAL(renameat)(a, from, b, to);
}

int symlink(const char *to, const char *name) { return on_name(AT_FDCWD, name, 1) ? -1 : REAL(symlink)(to, name); }

int unlink(const char *name) { return on_name(AT_FDCWD, name, 0) ? -1 : REAL(unlink)(name); }

int unlinkat(int folder, const char *name, int flags)
{
    return on_name(folder, name, 0) ? -1 : REAL(unlinkat)(folder, name, flags);
}

int rmdir(const char *name) { return on_name(AT_FDCWD, name, 0) ? -1 : REAL(rmdir)(name); }

int mkdir(const char *name, mode_t mode) { return on_name(AT_FDCWD, name, 1) ? -1 : REAL(mkdir)(name, mode); }
