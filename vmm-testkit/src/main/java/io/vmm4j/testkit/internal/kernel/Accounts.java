package io.vmm4j.testkit.internal.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The users and groups of a machine: what getpwnam(3) and getgrnam(3) answer from. Thread safe. */
public final class Accounts {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Account> users = new LinkedHashMap<>();
    private final Map<String, Account.Group> groups = new LinkedHashMap<>();
    private final Map<String, String> passwords = new LinkedHashMap<>();

    /** Adds a group, or finds it. */
    public Account.Group addGroup(String name, int gid) {
        lock.lock();
        try {
            return groups.computeIfAbsent(name, n -> new Account.Group(n, gid));
        } finally {
            lock.unlock();
        }
    }

    /** Adds a user; groups are named, the primary one first, and exist. */
    public Account addUser(String name, int uid, List<String> memberOf, String home, String shell, String fullName) {
        lock.lock();
        try {
            List<Account.Group> found = new ArrayList<>();
            for (String group : memberOf) {
                found.add(Optional.ofNullable(groups.get(group))
                        .orElseThrow(() -> new IllegalArgumentException("no such group: " + group)));
            }
            Account user = new Account(name, uid, found.get(0).gid(), found, home, shell, fullName);
            users.put(name, user);
            return user;
        } finally {
            lock.unlock();
        }
    }

    /** Sets the password that the user can log in with, clear or as a bcrypt hash; without one nobody can. */
    public void setPassword(String user, String password) {
        lock.lock();
        try {
            passwords.put(user, password);
        } finally {
            lock.unlock();
        }
    }

    /** The password of a user, as it was set. */
    public Optional<String> password(String user) {
        lock.lock();
        try {
            return Optional.ofNullable(passwords.get(user));
        } finally {
            lock.unlock();
        }
    }

    /** Whether this is the user's password. */
    public boolean isPassword(String user, String password) {
        lock.lock();
        try {
            String known = passwords.get(user);
            return known != null && Passwords.matches(known, password);
        } finally {
            lock.unlock();
        }
    }

    /** The user of this name. */
    public Optional<Account> user(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(users.get(name));
        } finally {
            lock.unlock();
        }
    }

    /** The user with this id. */
    public Optional<Account> user(int uid) {
        return users().stream().filter(user -> user.uid() == uid).findFirst();
    }

    /** The group of this name. */
    public Optional<Account.Group> group(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(groups.get(name));
        } finally {
            lock.unlock();
        }
    }

    /** The group with this id. */
    public Optional<Account.Group> group(int gid) {
        return groups().stream().filter(group -> group.gid() == gid).findFirst();
    }

    /** uid 0, which every machine has. */
    public Account root() {
        return user("root").orElseThrow(() -> new IllegalStateException("the machine has no root account"));
    }

    /** All users, in the order they were added. */
    public List<Account> users() {
        lock.lock();
        try {
            return List.copyOf(users.values());
        } finally {
            lock.unlock();
        }
    }

    /** All groups, in the order they were added. */
    public List<Account.Group> groups() {
        lock.lock();
        try {
            return List.copyOf(groups.values());
        } finally {
            lock.unlock();
        }
    }

    /** The user's name, or the number where there is none, as ls(1) prints it. */
    public String userName(int uid) {
        return user(uid).map(Account::name).orElse(Integer.toString(uid));
    }

    /** The group's name, or the number where there is none, as ls(1) prints it. */
    public String groupName(int gid) {
        return group(gid).map(Account.Group::name).orElse(Integer.toString(gid));
    }
}
