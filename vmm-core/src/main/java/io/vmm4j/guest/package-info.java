/**
 * The inside of VMs: waiting until a guest answers, logging in to it through its host, knowing it by its host key, and shutting it
 * down from inside.
 *
 * <p>SSH itself is spoken by a {@link io.vmm4j.guest.GuestConnector}, which the module {@code io.vmm4j.ssh} has; nothing here knows how.
 */
@NullMarked
package io.vmm4j.guest;

import org.jspecify.annotations.NullMarked;
