package io.vmm4j.ssh;

import io.vmm4j.error.ErrorCode;

/** The errors that only SSH knows. */
public enum SshError implements ErrorCode {
    HOST_KEY_UNKNOWN(
            "host-key-unknown",
            "The host key of {target} is not known: {type} {fingerprint}.",
            "Compare the fingerprint with what ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints on the host's own"
                    + " console; then add the key to {file} (ssh-keyscan -p {port} {host}), pin it, or accept new hosts."),
    HOST_KEY_CHANGED(
            "host-key-changed",
            "The host key of {target} is not the known one: it sent {type} {fingerprint}. Somebody may be in between."
                    + " Nothing was sent to it.",
            "Find out why the key changed. Only if the host was reinstalled: compare the fingerprint on its own console, and"
                    + " remove the old key from {file} (ssh-keygen -R '{name}')."),
    HOST_KEY_REVOKED(
            "host-key-revoked",
            "The host key of {target} is marked as revoked: {type} {fingerprint}. Nothing was sent to it.",
            "Give the host a new key; somebody may have the old one. The mark is in {file}."),
    KNOWN_HOSTS_UNUSABLE(
            "known-hosts-unusable",
            "The file {file} cannot be used for the host key of {target}: {reason}.",
            "Check the file's path, owner and permissions."),
    AUTHENTICATION_FAILED(
            "authentication-failed",
            "{target} did not accept {tried}; it offers {offered}.",
            "Check the user's name, that the public key is in the user's ~/.ssh/authorized_keys (mode 0600, directory 0700),"
                    + " and sshd's own words in /var/log/authlog. Root may only log in as PermitRootLogin allows."),
    KEY_UNUSABLE(
            "key-unusable",
            "The private key {file} cannot be used: {reason}.",
            "Check the path and the passphrase; OpenSSH's own format, and PEM, are read."),
    NO_CREDENTIALS(
            "no-credentials",
            "There is nothing to log in to {target} with: no key was given and none found in {file}.",
            "Name a key file or a password; for an agent, a hardware key or a certificate use OpenSshExecutor."),
    NO_SESSION(
            "no-session",
            "{target} opens no session: {reason}.",
            "Raise MaxSessions in sshd_config(5), and check that the user may run commands at all."),
    SSH_MISSING(
            "ssh-missing",
            "There is no ssh program on this machine: {reason}.",
            "Install OpenSSH's client, or use SshExecutor, which needs none."),
    SSH_FAILED("ssh-failed", "ssh could not connect to {target}: {reason}", "Try the same by hand: {command}");

    private final String id;
    private final String message;
    private final String hint;

    SshError(String id, String message, String hint) {
        this.id = id;
        this.message = message;
        this.hint = hint;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }
}
