export default function Layout({ children }) {
    return (
        <html lang="th" data-allow="">
            <head><link rel="stylesheet" href="/style.css" /></head>
            <body>{children}</body>
        </html>
    );
}
