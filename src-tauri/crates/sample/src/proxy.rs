//! A proxy that lets nobody through. It stands beside the company rather than in it, so that tests can see who
//! asks for a proxy and what is told to it, without a way out of this computer.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

const ANSWER: &[u8] =
    b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// How long a request that must come may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// It wants a password that nobody has. It ends with the process.
pub struct ClosedProxy {
    address: String,
    heads: Receiver<String>,
}

impl ClosedProxy {
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = format!("http://{}", listener.local_addr()?);
        let (tell, heads) = channel();
        std::thread::spawn(move || {
            let mut streams = listener.incoming().map_while(Result::ok);
            // Until nobody wants to know any more.
            while let Some(stream) = streams.next()
                && answer(stream, &tell).is_ok()
            {}
        });
        Ok(Self { address, heads })
    }

    /// Such as `http://127.0.0.1:3128`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next request's head, waited for; `None`: none comes.
    pub fn head(&self) -> Option<String> {
        self.heads.recv_timeout(PATIENCE).ok()
    }

    /// Whether there was another request up to now.
    pub fn was_asked(&self) -> bool {
        self.heads.try_recv().is_ok()
    }
}

/// All of the head is read: what stays unread would end the connection before the answer is heard. It is told
/// before the answer, so that whoever heard that is known to have asked.
fn answer(mut stream: TcpStream, tell: &Sender<String>) -> Result<(), std::sync::mpsc::SendError<String>> {
    let lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    tell.send(head.join("\n"))?;
    let _gone_already = stream.write_all(ANSWER);
    Ok(())
}
