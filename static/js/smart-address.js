// Paste "name phone address": the fields below are filled and stay correctable. The splitting is a help, the server checks.
const PHONE = /(?:\+?86[-\s]?)?(1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})/;
const PROVINCE = /^(.{2,7}?(?:省|自治区|特别行政区)|(?:北京|天津|上海|重庆)市?)/;
const CITY = /^(.{2,10}?(?:市|自治州|地区|盟))/;
const DISTRICT = /^(.{2,12}?(?:区|县|旗|市))/;
const SELF_GOVERNED = /^(?:北京|天津|上海|重庆)/;

export function split(text) {
  let rest = text.replace(/[，,；;\n\t]+/g, " ").replace(/(?:收货人|收件人|姓名|手机号?|电话|所在地区|详细地址|地址)[:：]?/g, " ").trim();
  const found = {};
  const phone = rest.match(PHONE);
  if (phone) {
    found.phone = phone[1].replace(/\D/g, "");
    rest = rest.replace(phone[0], " ");
  }
  const words = rest.split(/\s+/).filter(Boolean);
  const name = words.find((word) => word.length <= 4 && !/[省市区县路街号\d]/.test(word));
  found.name = name || "";
  let place = words.filter((word) => word !== name).join("");
  for (const [field, pattern] of [["province", PROVINCE], ["city", CITY], ["district", DISTRICT]]) {
    const part = place.match(pattern);
    if (part) {
      found[field] = part[1];
      if (!(field === "province" && SELF_GOVERNED.test(part[1]) && !CITY.test(place.slice(part[1].length)))) place = place.slice(part[1].length);
      else { found.city = part[1].replace(/市?$/, "市"); place = place.slice(part[1].length); }
    }
  }
  found.detail = place;
  return found;
}

const ENDS = { name: ["receiver_name", "name"], phone: ["receiver_phone", "phone"], province: ["province"], city: ["city"], district: ["district"], detail: ["detail"] };

for (const box of document.querySelectorAll("[data-smart-address]")) {
  const form = box.closest("form");
  box.hidden = false;
  box.querySelector("textarea").addEventListener("input", (event) => {
    const found = split(event.target.value);
    for (const [part, names] of Object.entries(ENDS)) {
      const field = names.map((name) => form.elements[name]).find(Boolean);
      if (field && found[part] && field !== event.target) field.value = found[part];
    }
  });
}
