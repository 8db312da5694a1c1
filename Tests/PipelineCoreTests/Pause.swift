#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Blocks the thread, as a stage at work does.
func pause(microseconds: Int) {
    usleep(UInt32(microseconds))
}
