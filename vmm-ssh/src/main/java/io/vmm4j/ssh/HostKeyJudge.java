package io.vmm4j.ssh;

/** Says whether a host is the one that is meant, for programs that keep host keys in their own way. */
@FunctionalInterface
public interface HostKeyJudge {

    /**
     * Whether it is. Asked before anything is sent that others must not know, and again when a connection is made anew; several times
     * for one connection, if the host has keys of several types and one is not trusted.
     *
     * @param type as SSH names it: {@code ssh-ed25519}
     * @param fingerprint as {@code ssh-keygen -lf} prints it: {@code SHA256:} and 43 characters of base64
     */
    boolean trusts(String type, String fingerprint);
}
