package io.vmm4j.guest;

import io.vmm4j.GuestAddress;
import java.util.Objects;

/**
 * What a guest's SSH server says of itself to everybody.
 *
 * @param address where it is
 * @param text its version line, {@code SSH-2.0-OpenSSH_10.2}
 */
public record SshBanner(GuestAddress address, String text) {

    public SshBanner {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(text, "text");
    }
}
