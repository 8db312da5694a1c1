#define _GNU_SOURCE
#include "CPipelineProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// A sanitizer reserves more address space than there is memory.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define RESERVES_ADDRESSES 1
#endif
#endif

enum { SHARED = 4, ERRORS = SHARED };

static int limit(int resource, uint64_t amount)
{
    struct rlimit value = { .rlim_cur = amount, .rlim_max = amount };
    return setrlimit(resource, &value);
}

static int set_limits(const struct pipeline_process_limits *limits)
{
    if (limit(RLIMIT_CORE, 0) != 0 || limit(RLIMIT_FSIZE, 0) != 0) return -1;
    if (limit(RLIMIT_NOFILE, limits->descriptors) != 0) return -1;
#ifndef RESERVES_ADDRESSES
    if (limits->memory != 0 && limit(RLIMIT_AS, limits->memory) != 0) return -1;
#endif
    return 0;
}

/// Puts the shared descriptors at 0 to 3 and the one for errors at 4, and closes all others.
static int set_descriptors(const int descriptors[SHARED], int errors)
{
    int high[SHARED + 1];
    // Out of the way first: a target may be one of the sources.
    for (int index = 0; index <= SHARED; index++) {
        high[index] = fcntl(index < SHARED ? descriptors[index] : errors, F_DUPFD, SHARED + 1);
        if (high[index] < 0) return -1;
    }
    for (int index = 0; index <= SHARED; index++) {
        if (dup2(high[index], index) < 0) return -1;
    }
    if (fcntl(ERRORS, F_SETFD, FD_CLOEXEC) != 0) return -1;
    if (syscall(SYS_close_range, SHARED + 1, ~0U, 0) == 0) return 0;
    long count = sysconf(_SC_OPEN_MAX);
    for (int descriptor = SHARED + 1; descriptor < count; descriptor++) close(descriptor);
    return 0;
}

static void reset_signals(void)
{
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Runs in the child. Between fork and exec, other threads may hold any lock: system calls only.
static void become(const char *executable, char *const arguments[], char *const environment[],
                   const int descriptors[SHARED], const struct pipeline_process_limits *limits, pid_t parent,
                   int errors)
{
    reset_signals();
    setsid();
    bool is_bound = limits->outlives_thread || prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
    if (is_bound && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
        // The parent may have ended before this took effect.
        if (getppid() != parent) _exit(126);
        if (set_descriptors(descriptors, errors) == 0) {
            errors = ERRORS;
            if (set_limits(limits) == 0) execve(executable, arguments, environment);
        }
    }
    int code = errno;
    ssize_t written = write(errors, &code, sizeof code);
    _exit(written == sizeof code ? 126 : 127);
}

int pipeline_process_spawn(const char *executable, char *const arguments[], char *const environment[],
                           const int descriptors[4], const struct pipeline_process_limits *limits, pid_t *process)
{
    int errors[2];
    if (pipe2(errors, O_CLOEXEC) != 0) return errno;
    sigset_t all, before;
    sigfillset(&all);
    // A handler of the parent must not run in the child.
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pid_t parent = getpid();
    pid_t child = fork();
    int code = child < 0 ? errno : 0;
    if (child == 0) become(executable, arguments, environment, descriptors, limits, parent, errors[1]);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(errors[1]);
    if (child > 0) {
        ssize_t count;
        do count = read(errors[0], &code, sizeof code);
        while (count < 0 && errno == EINTR);
        if (count != sizeof code) code = 0;
        if (code != 0) {
            while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        }
    }
    close(errors[0]);
    *process = code == 0 ? child : -1;
    return code;
}

int pipeline_process_make_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

int pipeline_process_make_page(int *descriptor)
{
    *descriptor = memfd_create("pipeline", MFD_CLOEXEC);
    if (*descriptor < 0) return errno;
    if (ftruncate(*descriptor, 4096) == 0) return 0;
    int code = errno;
    close(*descriptor);
    return code;
}
