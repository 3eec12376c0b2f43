package io.vmm4j.testkit.internal.openbsd;

/**
 * A user that was set up.
 *
 * @param name the login name
 * @param fullName the full name
 * @param password as it was answered: clear, a bcrypt hash, or thirteen asterisks
 * @param key a line of authorized_keys; empty for none
 */
record InstalledUser(String name, String fullName, String password, String key) {}
