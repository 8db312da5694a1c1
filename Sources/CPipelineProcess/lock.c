#define _GNU_SOURCE
#include "CPipelineProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

/// What computing takes, on descriptors that are open.
static const int computing[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_close, SYS_lseek, SYS_fstat, SYS_ppoll,
    SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_brk, SYS_membarrier,
    SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_sched_yield, SYS_sched_getaffinity, SYS_getcpu,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_times,
    SYS_getrandom, SYS_getpid, SYS_gettid, SYS_getrusage, SYS_sysinfo, SYS_uname,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall,
    SYS_exit, SYS_exit_group,
#ifdef SYS_poll
    SYS_poll, SYS_time, SYS_arch_prctl,
#endif
};

/// What finding and reading files takes besides opening them.
static const int reading[] = {
    SYS_newfstatat, SYS_statx, SYS_faccessat, SYS_readlinkat, SYS_getdents64, SYS_getcwd, SYS_pread64,
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
#ifdef SYS_open
    SYS_stat, SYS_lstat, SYS_access, SYS_readlink,
#endif
};

/// More than all rules below take; `append` checks it.
enum { CAPACITY = 256 };

struct filter {
    struct sock_filter rules[CAPACITY];
    unsigned short count;
};

static void append(struct filter *filter, struct sock_filter rule)
{
    if (filter->count < CAPACITY) filter->rules[filter->count] = rule;
    filter->count++;
}

static void load(struct filter *filter, size_t offset)
{
    append(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

static void answer(struct filter *filter, uint32_t action)
{
    append(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

/// Skips the next `length` rules unless the call at hand is this one.
static void unless_call(struct filter *filter, int number, uint8_t length)
{
    append(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, length));
}

static void allow(struct filter *filter, const int calls[], size_t count)
{
    for (size_t index = 0; index < count; index++) {
        unless_call(filter, calls[index], 1);
        answer(filter, SECCOMP_RET_ALLOW);
    }
}

/// Allows a call if, of the bits `mask` of one argument (their lower half), exactly `wanted` are set; else refuses it.
static void allow_if(struct filter *filter, int call, int argument, uint32_t mask, uint32_t wanted)
{
    unless_call(filter, call, 5);
    load(filter, offsetof(struct seccomp_data, args) + (size_t)argument * sizeof(uint64_t));
    append(filter, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask));
    append(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, wanted, 0, 1));
    answer(filter, SECCOMP_RET_ALLOW);
    answer(filter, SECCOMP_RET_ERRNO | EPERM);
}

static void allow_reading(struct filter *filter)
{
    const uint32_t changes = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    allow(filter, reading, sizeof reading / sizeof *reading);
    allow_if(filter, SYS_openat, 2, changes, O_RDONLY);
#ifdef SYS_open
    allow_if(filter, SYS_open, 1, changes, O_RDONLY);
#endif
}

static void build(struct filter *filter, bool may_read_files)
{
    load(filter, offsetof(struct seccomp_data, arch));
    append(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    answer(filter, SECCOMP_RET_KILL_PROCESS);
    load(filter, offsetof(struct seccomp_data, nr));
    allow(filter, computing, sizeof computing / sizeof *computing);
    // Threads, not processes. The newer call hides its flags in memory; without it, the older one is used.
    allow_if(filter, SYS_clone, 0, CLONE_THREAD, CLONE_THREAD);
    unless_call(filter, SYS_clone3, 1);
    answer(filter, SECCOMP_RET_ERRNO | ENOSYS);
    // Signals to its own process alone.
    allow_if(filter, SYS_tgkill, 0, UINT32_MAX, (uint32_t)getpid());
    // The second filter, which takes more away.
    if (may_read_files) {
        allow_reading(filter);
        unless_call(filter, SYS_seccomp, 1);
        answer(filter, SECCOMP_RET_ALLOW);
    }
    answer(filter, SECCOMP_RET_ERRNO | EPERM);
}

int pipeline_process_lock(bool may_read_files)
{
    struct filter filter = { .count = 0 };
    build(&filter, may_read_files);
    if (filter.count > CAPACITY) return E2BIG;
    struct sock_fprog program = { .len = filter.count, .filter = filter.rules };
    // Without it only the superuser may filter. Refused when it is set already and the first filter is at work.
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
    if (result == 0) return 0;
    // A positive result is the thread that could not be brought along.
    return result > 0 ? EBUSY : errno;
}

#else

int pipeline_process_lock(bool may_read_files)
{
    (void)may_read_files;
    return ENOSYS;
}

#endif
