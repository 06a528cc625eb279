//! The program against servers that misbehave, on the loopback device, with small made-up archives.

mod archives;
mod hostile_archives;
mod interrupted;
mod places;
mod runs;
mod server;
mod unhelpful_servers;
