package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.vmd.config.InstancePermissions;
import io.vmm4j.testkit.internal.vmd.config.Owner;
import io.vmm4j.testkit.internal.vmd.config.Part;

/** Who may do what: root everything, an owner and the members of an owner group what concerns their VMs. */
final class Permissions {

    private static final int READ = 4;
    private static final int READ_WRITE = 6;

    private final Accounts accounts;

    Permissions(Accounts accounts) {
        this.accounts = accounts;
    }

    boolean owns(Owner owner, int uid) {
        return uid == 0
                || owner.uid() == uid
                || (owner.gid().isPresent() && isIn(uid, owner.gid().getAsInt()));
    }

    boolean mayUse(Vm vm, int uid) {
        return owns(vm.owner(), uid);
    }

    boolean maySet(InstancePermissions permissions, Part part, int uid) {
        return uid == 0 || permissions.allowed().contains(part);
    }

    boolean mayRead(Stat file, int uid) {
        return may(file, uid, READ);
    }

    boolean mayReadAndWrite(Stat file, int uid) {
        return may(file, uid, READ_WRITE);
    }

    private boolean may(Stat file, int uid, int bits) {
        return uid == 0
                || grants(file.mode(), 0, bits)
                || (file.uid() == uid && grants(file.mode(), 6, bits))
                || (grants(file.mode(), 3, bits) && isIn(uid, file.gid()));
    }

    private static boolean grants(int mode, int shift, int bits) {
        return ((mode >> shift) & bits) == bits;
    }

    private boolean isIn(int uid, int gid) {
        return accounts.user(uid).filter((Account user) -> user.isIn(gid)).isPresent();
    }
}
