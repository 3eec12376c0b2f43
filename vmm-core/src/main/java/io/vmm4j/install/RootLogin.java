package io.vmm4j.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How root logs in to a guest. Root has always a password field; without a hash it is one that no password matches.
 *
 * @param keys the SSH keys that log in as root
 * @param password the hash of root's password, for the console and, if {@code ssh} says so, for SSH
 * @param ssh what sshd(8) lets root do
 */
public record RootLogin(List<SshPublicKey> keys, Optional<PasswordHash> password, Ssh ssh) {

    /** The {@code PermitRootLogin} of sshd_config(5). */
    public enum Ssh {
        /** Root does not log in by SSH. */
        NO,
        /** Root logs in by SSH with a key. */
        KEYS_ONLY,
        /** Root logs in by SSH with a key or the password. */
        KEYS_AND_PASSWORD;
    }

    public RootLogin {
        keys = List.copyOf(keys);
    }

    /** Root does not log in at all. */
    public static RootLogin none() {
        return new RootLogin(List.of(), Optional.empty(), Ssh.NO);
    }

    /** Root logs in by SSH with this key. */
    public static RootLogin withKey(SshPublicKey key) {
        return none().andKey(key);
    }

    /** Root logs in on the console with this password. */
    public static RootLogin withPassword(PasswordHash hash) {
        return new RootLogin(List.of(), Optional.of(hash), Ssh.NO);
    }

    /** The same with one more key; opens SSH to root's keys where it was closed. */
    public RootLogin andKey(SshPublicKey key) {
        List<SshPublicKey> more = new ArrayList<>(keys);
        more.add(key);
        return new RootLogin(more, password, ssh == Ssh.NO ? Ssh.KEYS_ONLY : ssh);
    }

    /** The same with a password, which SSH takes only if it did before. */
    public RootLogin andPassword(PasswordHash hash) {
        return new RootLogin(keys, Optional.of(hash), ssh);
    }
}
