package io.vmm4j.exec;

/** The signals that can be sent to a running command, named as kill(1) and RFC 4254 name them. */
public enum Signal {
    HUP,
    INT,
    QUIT,
    KILL,
    USR1,
    USR2,
    TERM
}
