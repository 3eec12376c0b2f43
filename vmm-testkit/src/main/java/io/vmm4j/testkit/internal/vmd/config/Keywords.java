package io.vmm4j.testkit.internal.vmd.config;

import java.util.HashSet;
import java.util.Set;

/** The reserved words of vm.conf(5). */
public enum Keywords {
    /** With memory encryption (SEV) but without its encrypted state: 7.6 and 7.7. */
    WITHOUT_SEVES,
    /** All: 7.8 and later. */
    ALL;

    private static final Set<String> COMMON = Set.of(
            "add",
            "agentx",
            "allow",
            "boot",
            "cdrom",
            "context",
            "delay",
            "device",
            "disable",
            "disk",
            "down",
            "enable",
            "format",
            "group",
            "id",
            "include",
            "inet6",
            "instance",
            "interface",
            "interfaces",
            "lladdr",
            "local",
            "locked",
            "memory",
            "net",
            "owner",
            "parallel",
            "path",
            "prefix",
            "rdomain",
            "sev",
            "size",
            "socket",
            "staggered",
            "start",
            "switch",
            "up",
            "vm");

    Set<String> words() {
        if (this == WITHOUT_SEVES) {
            return COMMON;
        }
        Set<String> words = new HashSet<>(COMMON);
        words.add("seves");
        return words;
    }
}
