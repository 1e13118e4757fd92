-- A print page as the manuscript that an author would hand to pandoc: text, tables, figures and notes, without what
-- belongs to our pages alone (cover, contents, the marks that name the source of a text).
function Span(span)
  if span.classes:includes("footnote") then
    return pandoc.Note({pandoc.Para(span.content)})
  elseif span.identifier ~= "" then
    return pandoc.Span(span.content, {id = span.identifier})
  end
  return span.content
end

function Div(div)
  if div.classes:includes("contents") or div.classes:includes("cover") then
    return {}
  elseif div.identifier ~= "" and #div.content > 0 then
    return pandoc.Div(div.content, {id = div.identifier})
  end
  return div.content
end

function Header(header)
  header.attr = {id = header.identifier}
  return header
end

function Link(link)
  link.attr = {}
  return link
end

-- Markdown has a picture with a caption; the line that names its source follows as a paragraph.
function Figure(figure)
  local picture
  local rest = pandoc.Blocks({})
  figure.content:walk({Image = function(image) picture = picture or image end})
  for _, block in ipairs(figure.content) do
    local drawn = false
    pandoc.Blocks({block}):walk({Image = function() drawn = true end})
    if not drawn then rest:insert(block) end
  end
  if picture == nil then return nil end
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  local image = pandoc.Image(caption, picture.src, "", {id = figure.identifier, alt = pandoc.utils.stringify(caption)})
  rest:insert(1, pandoc.Para({image}))
  return rest
end

-- A link to a place that the manuscript does not have would stop Typst.
function Pandoc(document)
  local there = {}
  local note = function(element) if element.identifier ~= "" then there[element.identifier] = true end end
  document:walk({Div = note, Span = note, Header = note, Image = note, Table = note})
  -- Typst knows countries, and not es-419, the Spanish of Latin America.
  document.meta.lang = pandoc.utils.stringify(document.meta.lang):gsub("%-%d+$", "")
  return document:walk({
    Link = function(link)
      if link.target:sub(1, 1) == "#" and not there[link.target:sub(2)] then return link.content end
    end,
  })
end
