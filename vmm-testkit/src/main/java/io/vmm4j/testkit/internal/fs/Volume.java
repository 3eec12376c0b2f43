package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.concurrent.atomic.AtomicLong;

/** A mounted file system and the room on it, as df(1) shows it. Thread safe. */
public final class Volume {

    private static final int RESERVED_PERCENT = 5;

    private final String device;
    private final String mountPoint;
    private final long totalKilobytes;
    private final AtomicLong usedBytes;

    /**
     * A volume.
     *
     * @param device what is mounted: {@code /dev/sd0a}
     * @param mountPoint where
     * @param totalKilobytes its size
     * @param usedKilobytes what is taken by files that the simulation does not have
     */
    public Volume(String device, String mountPoint, long totalKilobytes, long usedKilobytes) {
        this.device = device;
        this.mountPoint = mountPoint;
        this.totalKilobytes = totalKilobytes;
        this.usedBytes = new AtomicLong(usedKilobytes * 1024);
    }

    /** What is mounted. */
    public String device() {
        return device;
    }

    /** Where it is mounted. */
    public String mountPoint() {
        return mountPoint;
    }

    /** Its size in kilobytes. */
    public long totalKilobytes() {
        return totalKilobytes;
    }

    /** What is taken, in kilobytes. */
    public long usedKilobytes() {
        return (usedBytes.get() + 1023) / 1024;
    }

    /** What users may still take, in kilobytes; negative when root has used the reserve. */
    public long availableKilobytes() {
        return totalKilobytes - totalKilobytes * RESERVED_PERCENT / 100 - usedKilobytes();
    }

    void reserve(long bytes) throws SystemError {
        if (usedBytes.addAndGet(bytes) > totalKilobytes * 1024) {
            usedBytes.addAndGet(-bytes);
            throw Errno.ENOSPC.asError();
        }
    }

    void free(long bytes) {
        usedBytes.addAndGet(-bytes);
    }
}
