#!/usr/bin/perl
# The one way out of the QEMU device's network: QEMU starts this for each connection of the guest to 10.0.2.100 port 80 and gives it the
# connection as stdin and stdout; it joins that with the rig's update server, whose URL is in DUT_UPDATE_SERVER. Only modules of perl-base.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

use constant CHUNK => 65536;         # bytes moved at a time
use constant CONNECT_SECONDS => 10;

my ($scheme, $host, $port) = ($ENV{DUT_UPDATE_SERVER} // '') =~ m{^(https?)://([^/:\[\]@]+)(?::(\d+))?(?:/|$)}
    or die "relay: DUT_UPDATE_SERVER is no URL of a server\n";
$port //= $scheme eq 'https' ? 443 : 80;
my $server = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Proto => 'tcp', Timeout => CONNECT_SECONDS)
    or die "relay: $host:$port does not answer: $@\n";
$SIG{PIPE} = 'IGNORE';
my %to = (fileno(STDIN) => $server, fileno($server) => \*STDOUT);
my $select = IO::Select->new(\*STDIN, $server);
while (1) {
    for my $from ($select->can_read) {
        sysread($from, my $bytes, CHUNK) or exit 0; # either end is gone, or has said all
        while (length $bytes) {
            my $count = syswrite($to{fileno $from}, $bytes) or exit 0;
            substr($bytes, 0, $count, '');
        }
    }
}
