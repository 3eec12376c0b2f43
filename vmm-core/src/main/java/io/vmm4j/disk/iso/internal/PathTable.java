package io.vmm4j.disk.iso.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The table of all directories of a tree, ECMA-119 9.4. */
final class PathTable {

    private PathTable() {}

    static byte[] of(IsoTree tree, List<IsoNode> directories, ByteOrder order) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (IsoNode directory : directories) {
            boolean root = directory.parent().equals(directory);
            byte[] name = root ? new byte[1] : directory.identifier(tree);
            ByteBuffer record =
                    ByteBuffer.allocate(8 + name.length + name.length % 2).order(order);
            record.put((byte) name.length).put((byte) 0);
            record.putInt(directory.sector(tree));
            record.putShort((short) directory.parent().place(tree).number());
            record.put(name);
            out.writeBytes(record.array());
        }
        return out.toByteArray();
    }
}
