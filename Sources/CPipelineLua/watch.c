#define _GNU_SOURCE
#include "internal.h"

#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// The time limit without a hook in the normal path. One thread for the process, the watchdog, looks at the deadlines of
// all states that have one. Past a deadline it sets the state's flag, which library functions, the allocator and the
// trampoline read, and signals the thread that runs the state, whose handler arms a hook that stops the script at its
// next instruction. The hook is never armed from another thread: Lua changes its call levels without a lock.

// SIGURG is ignored by default, and hardly anything waits for it.
enum { STOP_SIGNAL = SIGURG };
static const int64_t poll_interval = 10000000;
// So many rounds without a deadline before the watchdog sleeps until it is called.
enum { EMPTY_ROUNDS = 100 };

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake_up;
static cplua_watch *watches;
static bool is_running;
static _Atomic(bool) is_asleep;
static struct sigaction action_before;

// Initial-exec: the handler must not be the one who makes the thread's block.
#define THREAD_STATE static _Thread_local __attribute__((tls_model("initial-exec")))
THREAD_STATE cplua_host *volatile bound;
THREAD_STATE int thread_number;
THREAD_STATE int64_t failing_next;

static int64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000 + time.tv_nsec;
}

// MARK: Stopping

// Whether a line of a script stands on the stack of the thread. Stack: 0.
static bool has_line(lua_State *L) {
    lua_Debug debug;
    for (int level = 0; lua_getstack(L, level, &debug); level++) {
        lua_getinfo(L, "l", &debug);
        if (debug.currentline > 0) {
            return true;
        }
    }
    return false;
}

void cplua_note_place(cplua_host *host) {
    lua_State *L = host->running;
    for (const cplua_resumer *next = host->resumer; next != NULL && !has_line(L); next = next->outer) {
        L = next->thread;
    }
    cplua_side side = cplua_enter_host(host, L);
    host->entries.trace(L, true);
    cplua_leave(host, side);
}

void cplua_trip(cplua_host *host, cplua_limit limit) {
    if (host->hit == CPLUA_NO_LIMIT) {
        int64_t word = atomic_load(&host->watch.word);
        host->hit = word < 0 ? (cplua_limit)-word : limit;
        atomic_store(&host->watch.word, -(int64_t)host->hit);
        // The allocator has noted the place where it refused; it may be gone by now.
        if (limit != CPLUA_MEMORY) {
            cplua_note_place(host);
        }
    }
    lua_sethook(host->running, cplua_stop, LUA_MASKCOUNT, 1);
}

int cplua_raise_limit(lua_State *L, cplua_host *host) {
    cplua_trip(host, CPLUA_TIME);
    lua_sethook(L, cplua_stop, LUA_MASKCOUNT, 1);
    lua_checkstack(L, 1);
    // No script ever sees the value: everything that catches errors looks at the flag first.
    lua_pushlightuserdata(L, (void *)&cplua_key_limit);
    return lua_error(L);
}

void cplua_stop(lua_State *L, lua_Debug *debug) {
    (void)debug;
    cplua_host *host = cplua_host_of(L);
    if (cplua_is_late(host)) {
        cplua_raise_limit(L, host);
    }
    // Armed for a slice that ended by itself in the same moment.
    lua_sethook(L, NULL, 0, 0);
}

static void on_signal(int number, siginfo_t *info, void *context) {
    cplua_host *host = bound;
    if (host != NULL && cplua_is_late(host) && !host->in_host) {
        lua_sethook(host->running, cplua_stop, LUA_MASKCOUNT, 1);
    }
    if ((action_before.sa_flags & SA_SIGINFO) && action_before.sa_sigaction != NULL) {
        action_before.sa_sigaction(number, info, context);
    } else if (action_before.sa_handler != SIG_DFL && action_before.sa_handler != SIG_IGN) {
        action_before.sa_handler(number);
    }
}

// Threads of a pool block all signals that they do not know.
static void prepare_thread(void) {
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, STOP_SIGNAL);
    pthread_sigmask(SIG_UNBLOCK, &stop, NULL);
    thread_number = (int)syscall(SYS_gettid);
}

cplua_host *cplua_bind(cplua_host *host) {
    cplua_host *before = bound;
    bound = host;
    if (host != NULL) {
        if (thread_number == 0) {
            prepare_thread();
        }
        atomic_store_explicit(&host->watch.thread, thread_number, memory_order_relaxed);
    }
    return before;
}

// MARK: The watchdog

// Whether there is a deadline to wait for. Past it, the signal is sent in every round: it may have come at a moment when
// host code ran or another coroutine was about to.
static bool look_at(cplua_watch *watch, int64_t time) {
    int64_t word = atomic_load(&watch->word);
    if (word > 0 && word <= time && atomic_compare_exchange_strong(&watch->word, &word, -(int64_t)CPLUA_TIME)) {
        word = -(int64_t)CPLUA_TIME;
    }
    int thread = atomic_load_explicit(&watch->thread, memory_order_relaxed);
    bool runs_late = word == -(int64_t)CPLUA_TIME && thread != 0;
    if (runs_late) {
        syscall(SYS_tgkill, getpid(), thread, STOP_SIGNAL);
    }
    return word > 0 || runs_late;
}

// With the lock.
static bool look_at_all(int64_t *earliest) {
    int64_t time = now(CLOCK_MONOTONIC);
    bool any = false;
    *earliest = time + poll_interval;
    for (cplua_watch *watch = watches; watch != NULL; watch = watch->next) {
        any |= look_at(watch, time);
        int64_t word = atomic_load(&watch->word);
        if (word > time && word < *earliest) {
            *earliest = word;
        }
    }
    return any;
}

static void sleep_until(int64_t time) {
    struct timespec until = {time / 1000000000, time % 1000000000};
    pthread_cond_timedwait(&wake_up, &list_lock, &until);
}

static void *keep_watch(void *unused) {
    (void)unused;
    int empty_rounds = 0;
    pthread_mutex_lock(&list_lock);
    for (;;) {
        int64_t earliest;
        empty_rounds = look_at_all(&earliest) ? 0 : empty_rounds + 1;
        if (empty_rounds < EMPTY_ROUNDS) {
            sleep_until(earliest);
            continue;
        }
        // Whoever opens a slice stores the deadline first and looks at this flag then; here it is the other way round.
        atomic_store(&is_asleep, true);
        if (!look_at_all(&earliest)) {
            pthread_cond_wait(&wake_up, &list_lock);
        }
        atomic_store(&is_asleep, false);
        empty_rounds = 0;
    }
    return NULL;
}

static bool catch_signal(void) {
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    return sigaction(STOP_SIGNAL, &action, &action_before) == 0;
}

// With the lock. The thread takes no signals, so that it never stands in for a thread that was meant.
static bool start(void) {
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&wake_up, &clock);
    pthread_condattr_destroy(&clock);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    bool started = catch_signal() && pthread_create(&thread, NULL, keep_watch, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started) {
        pthread_detach(thread);
    }
    return started;
}

static bool enlist(cplua_host *host) {
    pthread_mutex_lock(&list_lock);
    bool started = is_running = is_running || start();
    if (started) {
        host->watch.next = watches;
        watches = &host->watch;
        host->watch.listed = true;
    }
    pthread_mutex_unlock(&list_lock);
    return started;
}

void cplua_unwatch(cplua_host *host) {
    if (!host->watch.listed) {
        return;
    }
    pthread_mutex_lock(&list_lock);
    cplua_watch **place = &watches;
    while (*place != &host->watch) {
        place = &(*place)->next;
    }
    *place = host->watch.next;
    pthread_mutex_unlock(&list_lock);
}

// MARK: Slices

static void wake_watchdog(void) {
    pthread_mutex_lock(&list_lock);
    pthread_cond_signal(&wake_up);
    pthread_mutex_unlock(&list_lock);
}

bool cplua_open_slice(cplua_host *host, uint64_t turn, int64_t nanoseconds, size_t output) {
    if (host->slices++ > 0 || host->hit != CPLUA_NO_LIMIT) {
        return true;
    }
    if (turn == 0 || turn != host->turn) {
        host->turn = turn;
        host->taken = 0;
        host->output = 0;
    }
    host->output_limit = output;
    if (nanoseconds <= 0) {
        return true;
    }
    if (!host->watch.listed && !enlist(host)) {
        host->slices -= 1;
        return false;
    }
    // A slice is opened for each document, and this clock costs a fifth. It is some milliseconds behind. Of many short
    // slices as many see it tick as their time is worth.
    host->begun = now(CLOCK_MONOTONIC_COARSE);
    atomic_store(&host->watch.word, host->begun + nanoseconds - host->taken);
    if (atomic_load(&is_asleep)) {
        wake_watchdog();
    }
    return true;
}

void cplua_close_slice(cplua_host *host) {
    if (--host->slices > 0) {
        return;
    }
    atomic_store_explicit(&host->watch.thread, 0, memory_order_relaxed);
    host->output_limit = 0;
    if (host->hit == CPLUA_NO_LIMIT) {
        atomic_store(&host->watch.word, 0);
    }
    if (host->turn != 0) {
        host->taken += now(CLOCK_MONOTONIC_COARSE) - host->begun;
    }
}

bool cplua_count_output(cplua_host *host, size_t bytes) {
    host->output += bytes;
    if (host->output_limit > 0 && host->output > host->output_limit) {
        cplua_trip(host, CPLUA_OUTPUT);
        return false;
    }
    return host->hit == CPLUA_NO_LIMIT;
}

cplua_limit cplua_hit_limit(const cplua_host *host) {
    return host->hit;
}

bool cplua_is_past_limit(const cplua_host *host) {
    return cplua_is_late(host);
}

void cplua_fail_allocation(int64_t n) {
    failing_next = n;
}

int64_t cplua_take_failing(void) {
    int64_t n = failing_next;
    failing_next = 0;
    // Down to 1 the allocator refuses: the request and its repetition.
    return n > 0 ? n + 1 : 0;
}
