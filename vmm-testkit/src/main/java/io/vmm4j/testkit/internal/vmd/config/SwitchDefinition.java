package io.vmm4j.testkit.internal.vmd.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A switch of vm.conf(5).
 *
 * @param name its name
 * @param device the bridge(4) or veb(4) behind it
 * @param group an interface group for the taps that are attached to it
 * @param rdomain its routing domain
 * @param locked whether guests on it must keep their lladdr
 * @param up whether the device is brought up
 */
public record SwitchDefinition(
        String name, String device, Optional<String> group, OptionalInt rdomain, boolean locked, boolean up) {}
