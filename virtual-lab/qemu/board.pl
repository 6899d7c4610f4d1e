#!/usr/bin/perl
# What is soldered around QEMU's machine: board.pl QEMU ARGUMENT… starts QEMU, joins its UART to the tty DUT_SERIAL, puts the
# levels that the FIFO DUT_BUTTON tells on the reset button's GPIO line, and ends when QEMU ends. Only modules of perl-base.
use strict;
use warnings;
use Errno qw(EAGAIN EINTR);
use Fcntl;
use File::Basename qw(dirname);
use IO::Select;
use POSIX qw(:sys_wait_h);
use Socket;

use constant BUTTON_LINE => 5;              # of the PL061; guest/u-boot.env tells Linux the same
use constant CHUNK => 65536;                # bytes read at a time
use constant MOST_TO_TTY => 1 << 20;        # console bytes that wait for a slow reader; newer ones are dropped, as on a real UART
use constant MOST_TO_QEMU => 4096;          # typed bytes that wait for the guest; more stay in the tty
use constant REOPEN_SECONDS => 0.1;         # between two tries to open a tty that hung up
use constant ANSWER_SECONDS => 30;          # the most that QEMU may take to answer; it starts on a busy machine
use constant HIGH_PORT => 8000;             # added to a port that cannot be bound, as the contract says

my ($uart, $uart_end) = channel();
my ($monitor, $monitor_end) = channel();
my ($lines, $lines_end) = channel();
my $to_tty = '';
my $to_qemu = '';
my $dropped = 0;
my $tty;
my $next_open = 0;
my $pl061;
my $level = 0;

$SIG{PIPE} = 'IGNORE';
sysopen(my $button, $ENV{DUT_BUTTON}, O_RDWR | O_NONBLOCK) or die "board: cannot open DUT_BUTTON: $!\n";
my $qemu = start_qemu(@ARGV);
close $_ for $uart_end, $monitor_end, $lines_end;

# QEMU waits before the first instruction until the button has its level at power-on.
monitor_reply();
monitor('qmp_capabilities');
$pl061 = find_pl061();
read_button();
set_line($level);
monitor('cont');
$uart->blocking(0);
$_->blocking(0) for $monitor, $lines;
run() while 1;

# Seconds on a clock that nobody sets, to a hundredth.
sub elapsed { return (POSIX::times())[0] / POSIX::sysconf(POSIX::_SC_CLK_TCK()) }

sub channel {
    socketpair(my $mine, my $theirs, AF_UNIX, SOCK_STREAM, PF_UNSPEC) or die "board: socketpair: $!\n";
    return ($mine, $theirs);
}

sub start_qemu {
    my @command = @_;
    my @network = map { 'hostfwd=tcp:' . $ENV{DUT_ADDRESS} . ':' . free_port($_) . "-:$_" } 80, 22;
    # the one way out: to the rig's update server, as the guest's 10.0.2.100 port 80
    my $relay = "perl '" . (dirname($0) =~ s/'/'\\''/gr) . "/relay.pl'";
    push @network, 'guestfwd=tcp:10.0.2.100:80-cmd:' . ($relay =~ s/,/,,/gr) if $ENV{DUT_UPDATE_SERVER};
    push @command, '-S', '-netdev', join(',', 'user,id=network,restrict=on', @network),
        '-chardev', 'socket,id=uart,fd=' . fileno($uart_end), '-serial', 'chardev:uart',
        '-chardev', 'socket,id=monitor,fd=' . fileno($monitor_end), '-mon', 'chardev=monitor,mode=control',
        '-chardev', 'socket,id=lines,fd=' . fileno($lines_end), '-object', 'qtest,id=qtest,chardev=lines,log=none';
    my $pid = fork() // die "board: fork: $!\n";
    return $pid if $pid;
    fcntl($_, F_SETFD, 0) for $uart_end, $monitor_end, $lines_end;
    exec 'setpriv', '--pdeathsig', 'KILL', @command;
    die "board: cannot start QEMU: $!\n";
}

sub free_port {
    my ($port) = @_;
    socket(my $probe, PF_INET, SOCK_STREAM, 0) or die "board: socket: $!\n";
    setsockopt($probe, SOL_SOCKET, SO_REUSEADDR, 1);
    my $address = inet_aton($ENV{DUT_ADDRESS}) or die "board: DUT_ADDRESS is no IPv4 address: $ENV{DUT_ADDRESS}\n";
    return bind($probe, pack_sockaddr_in($port, $address)) ? $port : $port + HIGH_PORT;
}

# --- QEMU's monitor (QMP) and its test channel (qtest), which alone can drive a GPIO input from outside -----------------------

sub read_line {
    my ($channel, $what) = @_;
    my $line = '';
    my $end = elapsed() + ANSWER_SECONDS;
    while ($line !~ /\n/) {
        my $left = $end - elapsed();
        IO::Select->new($channel)->can_read($left > 0 ? $left : 0) or die "board: QEMU did not answer on $what in @{[ANSWER_SECONDS]} s\n";
        sysread($channel, $line, 1, length $line) or die "board: QEMU ended before it ran\n";
    }
    return $line;
}

sub monitor_reply {
    while (1) {
        my $line = read_line($monitor, 'its monitor');
        return $line if $line !~ /"event":/;
    }
}

sub monitor {
    my ($command, $arguments) = @_;
    my $request = qq({"execute": "$command") . ($arguments ? qq(, "arguments": $arguments) : '') . "}\n";
    syswrite($monitor, $request) == length $request or die "board: cannot write to QEMU's monitor: $!\n";
    my $reply = monitor_reply();
    $reply !~ /"error":/ or die "board: QEMU refused $command: $reply";
    return $reply;
}

sub find_pl061 {
    my $reply = monitor('qom-list', '{"path": "/machine/unattached"}');
    for my $property ($reply =~ /\{[^{}]*\}/g) {
        next if $property !~ /"type": *"child<pl061>"/;
        return "/machine/unattached/$1" if $property =~ /"name": *"([^"]+)"/;
    }
    die "board: QEMU's machine has no PL061\n";
}

sub set_line {
    my ($value) = @_;
    syswrite($lines, "set_irq_in $pl061 unnamed-gpio-in @{[BUTTON_LINE]} $value\n") or die "board: cannot drive the reset button: $!\n";
}

# --- the pump ---------------------------------------------------------------------------------------------------------------

sub run {
    exit_with_qemu();
    open_tty() if !$tty && elapsed() >= $next_open;
    my $readable = IO::Select->new($uart, $monitor, $lines, $button);
    my $writable = IO::Select->new();
    $readable->add($tty) if $tty && length $to_qemu < MOST_TO_QEMU;
    $writable->add($tty) if $tty && length $to_tty;
    $writable->add($uart) if length $to_qemu;
    my ($read, $write) = IO::Select->select($readable, $writable, undef, $tty ? 1 : REOPEN_SECONDS);
    my %ready = map { fileno($_) => 1 } @{$read // []};
    take_console() if $ready{fileno $uart};
    watch_monitor() if $ready{fileno $monitor};
    sysread($lines, my $ignored, CHUNK) if $ready{fileno $lines};
    set_line($level) if $ready{fileno $button} && read_button();
    take_typed() if $tty && $ready{fileno $tty};
    for my $channel (@{$write // []}) {
        $channel == $uart ? give($uart, \$to_qemu) : $tty && give_tty();
    }
}

sub exit_with_qemu {
    return if waitpid($qemu, WNOHANG) != $qemu;
    my $status = $?;
    print STDERR "board: QEMU ended with status $status\n";
    exit($status >> 8 || 1);
}

sub open_tty {
    $next_open = elapsed() + REOPEN_SECONDS;
    sysopen(my $opened, $ENV{DUT_SERIAL}, O_RDWR | O_NOCTTY | O_NONBLOCK) or return;
    $tty = $opened;
}

sub hang_up {
    close $tty;
    undef $tty;
    $next_open = elapsed() + REOPEN_SECONDS;
}

# A UART does not wait for its reader: what finds no room is lost.
sub take_console {
    sysread($uart, my $bytes, CHUNK) or return;
    if (!$tty || length $to_tty > MOST_TO_TTY) {
        $dropped += length $bytes;
        return;
    }
    if ($dropped) {
        print STDERR "board: $dropped console bytes found no reader\n";
        $dropped = 0;
    }
    $to_tty .= $bytes;
    give_tty();
}

sub take_typed {
    my $count = sysread($tty, $to_qemu, CHUNK, length $to_qemu);
    return give($uart, \$to_qemu) if $count;
    return if !defined $count && ($! == EAGAIN || $! == EINTR);
    hang_up();
}

sub give_tty {
    give($tty, \$to_tty) or hang_up();
}

# Writes what the channel takes now; false when it has hung up.
sub give {
    my ($channel, $bytes) = @_;
    return 1 if !length $$bytes;
    my $count = syswrite($channel, $$bytes);
    return $! == EAGAIN || $! == EINTR if !defined $count;
    substr($$bytes, 0, $count, '');
    return 1;
}

# A reset of the machine makes QEMU's PL061 forget its inputs; a finger that is still on the button presses on.
sub watch_monitor {
    sysread($monitor, my $events, CHUNK) or return;
    set_line($level) if $events =~ /"event": *"RESET"/;
}

# Puts the latest level into $level; false when there was none.
sub read_button {
    my $count = sysread($button, my $levels, CHUNK) or return 0;
    my @levels = $levels =~ /([01])\n/g or return 0;
    $level = $levels[-1];
    return 1;
}
