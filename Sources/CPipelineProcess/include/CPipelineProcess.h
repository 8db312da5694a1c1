#ifndef CPIPELINE_PROCESS_H
#define CPIPELINE_PROCESS_H

// Worker processes: how one is started, and how it gives up what it does not need. In C, because between fork and exec
// no Swift may run, and because a seccomp filter is a table of numbers.

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// What a child may use at most.
struct pipeline_process_limits {
    /// Bytes of address space; 0 for no limit.
    uint64_t memory;
    /// Open descriptors.
    uint64_t descriptors;
    /// Whether the child goes on when the thread that started it ends. It then ends with its standard input.
    bool outlives_thread;
};

/// Starts a program as a child that has nothing of its parent but four descriptors, which become its 0, 1, 2 and 3.
///
/// The child has its own session, no handler and no blocked signal, writes no file and no core, can never gain
/// privileges, and is killed when the thread that called this function ends, unless the limits say otherwise.
///
/// Returns 0, or the error number of what failed in the parent or, up to the start of the program, in the child.
int pipeline_process_spawn(const char *executable, char *const arguments[], char *const environment[],
                           const int descriptors[4], const struct pipeline_process_limits *limits, pid_t *process);

/// Makes a pipe that no other program inherits: the end to read from, then the end to write to. Returns 0 or an error
/// number.
int pipeline_process_make_pipe(int ends[2]);

/// Makes a page of memory that two processes may share, as a file that no other program inherits. Returns 0 or an error
/// number.
int pipeline_process_make_page(int *descriptor);

/// Makes all safe that was written to the file system on which an open file or folder is. Returns 0 or an error number.
int pipeline_process_sync_all(int descriptor);

/// Gives up, for all threads and for good, every system call but those that compute on what is open: memory, locks,
/// clocks, reading and writing. Files can be opened for reading only, and only if `may_read_files`.
///
/// Calling it again can take more away and give nothing back. Returns 0 or an error number.
int pipeline_process_lock(bool may_read_files);

#endif
