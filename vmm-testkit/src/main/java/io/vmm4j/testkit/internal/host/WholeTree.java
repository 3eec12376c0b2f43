package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.SparseContent;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Goes through all of a machine's files. */
final class WholeTree {

    private static final int PIECE = 64 * 1024;

    private final Files files;
    private final Accounts accounts;
    private final SortedMap<String, String> found = new TreeMap<>();

    WholeTree(Files files, Accounts accounts) {
        this.files = files;
        this.accounts = accounts;
    }

    /** A line for each path. */
    SortedMap<String, String> describe() throws SystemError {
        add("/");
        return found;
    }

    private void add(String path) throws SystemError {
        Stat stat = files.lstat(path);
        String line = stat.modeText() + " " + accounts.userName(stat.uid()) + ":" + accounts.groupName(stat.gid());
        switch (stat.kind()) {
            case REGULAR -> line += " " + stat.size() + " " + stat.modified() + " " + hash(path);
            case SYMBOLIC_LINK -> line += " -> " + Octets.out(files.readLink(path));
            default -> {}
        }
        found.put(Octets.out(path), line);
        if (stat.isDirectory()) {
            for (String name : files.list(path)) {
                add(path.equals("/") ? "/" + name : path + "/" + name);
            }
        }
    }

    /** Of what is allocated and where it is: the zeros of an empty disk take no time. */
    private String hash(String path) throws SystemError {
        SparseContent content = files.regular(path, Access.READ);
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        long position = content.nextData(0);
        while (position < content.size()) {
            int count = content.read(position, piece, 0, piece.length);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, position));
            digest.update(piece, 0, count);
            position = content.nextData(position + count);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
