import { read } from './text.js';

export const dynamic = 'force-dynamic';

export function generateMetadata() {
    const { title, description } = read();
    return { title, description, icons: { icon: 'data:,' } };
}

export default function Page() {
    const { skip, banner, header, notes, policy, footer } = read();
    return (
        <>
            <a href="#main" className="skip-link">{skip}</a>
            <Banner {...banner} />
            <Header {...header} />
            <p id="offline-note" role="status" hidden className="notice wrap">{notes.offline}</p>
            <div id="update-offer" role="status" hidden className="notice wrap">
                <p>{notes.update}</p>
                <button id="update-now" type="button" className="button button--quiet">{notes.button}</button>
            </div>
            <main id="main" tabIndex={-1} className="wrap">
                <div className="prose">
                    <h1>{policy.heading}</h1>
                    <p className="lead">{policy.summary}</p>
                    <dl className="facts">{policy.facts.map((fact) => <Fact key={fact.name} {...fact} />)}</dl>
                </div>
                <div className="with-contents">
                    <nav aria-labelledby="contents-title" className="contents">
                        <h2 id="contents-title">{policy.contents}</h2>
                        <ol>{policy.articles.map(({ anchor, number, title }) => <li key={anchor}><a href={`#${anchor}`}>{number} {title}</a></li>)}</ol>
                    </nav>
                    <div className="with-contents__body">
                        <div lang={policy.lang} className="prose">
                            <p className="lead">{policy.title}</p>
                            {policy.preamble.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
                            {policy.articles.map((article) => <Article key={article.anchor} {...article} />)}
                        </div>
                    </div>
                </div>
                <section aria-labelledby="versions" className="prose no-print">
                    <h2 id="versions">{policy.versions.title}</h2>
                    <ol reversed className="version-list">
                        {policy.versions.lines.map((line) => (
                            <li key={line.href}>
                                <a href={line.href}>{line.name}</a> · <time dateTime={line.datetime}>{line.day}</time>{' '}
                                {line.mark && <span className="tag">{line.mark}</span>}
                                <p>{line.summary}</p>
                            </li>
                        ))}
                    </ol>
                </section>
            </main>
            <footer className="site-footer">
                <div className="wrap">
                    <nav aria-label={footer.label}>
                        <ul>{footer.links.map(({ href, text }) => <li key={href}><a href={href}>{text}</a></li>)}</ul>
                    </nav>
                    <p>{footer.controller}</p>
                </div>
            </footer>
        </>
    );
}

function Banner({ title, text, link, action, back, legend, choices, buttons }) {
    return (
        <section aria-labelledby="cookie-banner-title" className="cookie-banner">
            <div className="wrap">
                <h2 id="cookie-banner-title">{title}</h2>
                <p>{text} <a href={link.href}>{link.text}</a></p>
                <form method="post" action={action}>
                    <input type="hidden" name="back" value={back} />
                    <fieldset className="choices cookie-banner__choices">
                        <legend>{legend}</legend>
                        {choices.map(({ name, text }) => (
                            <div key={name} className="checkbox">
                                <input type="checkbox" id={`cookie-${name}`} name={name} value="on" /><label htmlFor={`cookie-${name}`}><strong>{text}</strong></label>
                            </div>
                        ))}
                    </fieldset>
                    <div className="button-row">
                        {buttons.map(({ value, text }) => <button key={value} type="submit" name="choice" value={value} className="button">{text}</button>)}
                    </div>
                </form>
            </div>
        </section>
    );
}

function Header({ demo, home, words, other, label, links }) {
    return (
        <header className="site-header">
            {demo && <p className="demo-bar">{demo}</p>}
            <div className="wrap">
                <a href={home} className="site-name">
                    <span className="site-name__text">{words.map((word) => <span key={word} className="site-name__word">{word}</span>)}</span>
                </a>
                <a href={other.href} lang={other.lang} hrefLang={other.lang} className="language-switch">{other.text}</a>
                <nav aria-label={label} className="site-nav">
                    <ul>{links.map(({ href, text, current }) => <li key={href}><a href={href} aria-current={current ? 'page' : undefined}>{text}</a></li>)}</ul>
                </nav>
            </div>
        </header>
    );
}

function Fact({ name, id, datetime, hint, link, text }) {
    return (
        <>
            <dt>{name}</dt>
            <dd id={id}>
                {datetime && <time dateTime={datetime}>{text}</time>}
                {hint && <><code id="policy-hash" className="hash">{text}</code><p className="field__hint">{hint} <a href={link.href}>{link.text}</a></p></>}
                {!datetime && !hint && text}
            </dd>
        </>
    );
}

function Article({ anchor, number, title, blocks }) {
    return (
        <section id={anchor} aria-labelledby={`${anchor}-title`} className="article">
            <h2 id={`${anchor}-title`}><span className="article__number">{number}</span> {title}</h2>
            {blocks.map((block) => block.letter
                ? (
                    <div key={block.id} id={block.id} className="item">
                        <span className="item__letter">{block.letter}</span>
                        <div className="item__body">
                            {block.title && <h3>{block.title}</h3>}
                            {block.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
                        </div>
                    </div>
                )
                : <p key={block.text}>{block.text}</p>)}
        </section>
    );
}
