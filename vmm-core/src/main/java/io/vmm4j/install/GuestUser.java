package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A user of a guest. Without a password only keys log in.
 *
 * @param name the login name
 * @param fullName the person's name, at most 100 bytes, without {@code : & ,}
 * @param keys the SSH keys that log in
 * @param password the hash of a password
 */
public record GuestUser(
        UserName name, Optional<String> fullName, List<SshPublicKey> keys, Optional<PasswordHash> password) {

    private static final int MAX_FULL_NAME = 100;

    public GuestUser {
        keys = List.copyOf(keys);
        if (fullName.isPresent()) {
            String text = Checks.line("full name", fullName.get(), MAX_FULL_NAME);
            if (text.chars().anyMatch(c -> ":&,".indexOf(c) >= 0)) {
                throw InvalidValueException.of(SetupError.FULL_NAME_CHARACTER, "full name", text);
            }
        }
    }

    /**
     * A user whom nobody can be yet: add keys or a password.
     *
     * @throws InvalidValueException if it is no login name
     */
    public static GuestUser of(String name) {
        return new GuestUser(UserName.of(name), Optional.empty(), List.of(), Optional.empty());
    }

    /** The same user with a full name. */
    public GuestUser withFullName(String text) {
        return new GuestUser(name, Optional.of(text), keys, password);
    }

    /** The same user with one more key. */
    public GuestUser withKey(SshPublicKey key) {
        List<SshPublicKey> more = new ArrayList<>(keys);
        more.add(key);
        return new GuestUser(name, fullName, more, password);
    }

    /** The same user with this password. */
    public GuestUser withPassword(PasswordHash hash) {
        return new GuestUser(name, fullName, keys, Optional.of(hash));
    }
}
