package io.vmm4j.guest;

/** Says whether a server is the one that is meant. */
@FunctionalInterface
public interface HostKeyJudge {

    /** Whether it is, going by the key that it has just proved to have. Asked before anything is sent that others must not know. */
    boolean trusts(HostKey key);
}
