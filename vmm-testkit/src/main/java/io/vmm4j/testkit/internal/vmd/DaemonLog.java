package io.vmm4j.testkit.internal.vmd;

/** Where vmd(8) logs: the facility daemon of syslog(3). */
@FunctionalInterface
public interface DaemonLog {

    /** Logs a line, without the time, the host and the program's name. */
    void log(String message);
}
